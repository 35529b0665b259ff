import { builtFile, builtJson, type PlannedFile } from '../planned-file.ts';

/** Where the projects' formatter breaks a line. */
const lineWidth = 100;

export const servicePackagePath = 'apps/prediction-service/package.json';

/** Which models the service answers for. A second model is one more import and one more line. */
export function serviceModels(models: readonly string[]): PlannedFile {
  const text = [
    ...models.map(
      (model) =>
        `import { served as ${identifier(model)} } from '../../../models/${model}/serve/index.ts';`,
    ),
    '',
    '/** The models that this service answers for, by name. */',
    'export const models = {',
    ...models.map((model) => {
      const key = /^[a-z_]\w*$/.test(model) ? model : `'${model}'`;
      const name = identifier(model);
      const isLong = `  ${key}: ${name},`.length > lineWidth;
      return isLong ? `  ${key}:\n    ${name},` : `  ${key}: ${name},`;
    }),
    '};',
    '',
  ].join('\n');
  return builtFile('apps/prediction-service/src/models.ts', text);
}

/** The service's package.json with an edge to each model that it imports, so that Nx knows what concerns it. */
export function servicePackage(template: PlannedFile, models: readonly string[]): PlannedFile {
  if (!('content' in template.source)) return template;
  const manifest: { dependencies?: Record<string, string> } = JSON.parse(
    new TextDecoder().decode(template.source.content),
  );
  const edges = Object.fromEntries(models.map((model) => [`${model}-serve`, '*']));
  const dependencies = Object.fromEntries(
    Object.entries({ ...manifest.dependencies, ...edges }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return builtJson(template.path, { ...manifest, dependencies });
}

/** A name for the import that is no word of the language and never begins with a digit. */
function identifier(model: string): string {
  const camel = model.replace(/[-_]+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
  return `${/^\d/.test(camel) ? '_' : ''}${camel}Model`;
}
