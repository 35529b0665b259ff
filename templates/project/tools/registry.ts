// npm run registry [list|show|promote|rollback] [model] [version] [force] [json]
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { exitCodes, MlopsError } from '@create-mlops/contracts';
import { type ModelRegistry, openRegistry } from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2).map((word) => word.replace(/^--/, ''));
const json = words.includes('json');
const verbs = ['list', 'show', 'promote', 'rollback'] as const;
const verb = verbs.find((name) => words.includes(name)) ?? 'list';
const version = Number(words.find((word) => /^\d+$/.test(word)) ?? Number.NaN);
const reason = process.env.REASON ?? 'by hand';

const print = (value: unknown, text: () => string) =>
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`);

await runMain(async () => {
  const models = modelNames(root);
  const known = [...verbs, ...models, 'force', 'json'];
  const unknown = words.find((word) => !known.includes(word) && !/^\d+$/.test(word));
  if (unknown !== undefined) {
    throw new MlopsError(
      'USAGE',
      `"${unknown}" is neither a verb nor a model.`,
      `Verbs: ${verbs.join(', ')}. Models: ${models.join(', ')}. A number is a version.`,
    );
  }
  const model = words.find((word) => models.includes(word)) ?? onlyModel(models, verb);
  const registry = openRegistry(registryLocation(root), { root });
  const options = { by: userInfo().username, reason };

  if (verb === 'list') {
    const listed = (model === null ? models : [model]).map((name) => ({
      model: name,
      aliases: registry.aliases(name).aliases,
      versions: registry.list(name),
    }));
    print(listed, () => listed.map(({ model: name }) => listText(registry, name)).join('\n\n'));
    return exitCodes.pass;
  }
  if (model === null) return exitCodes.usage;
  if (verb === 'show') {
    const shown = requireVersion(version, registry.find(model, 'production')?.version);
    const record = registry.show(model, shown);
    const verdict = registry.verdict(model, shown);
    const history = registry.history(model).filter((event) => event.version === shown);
    print({ record, verdict, history }, () =>
      [
        `${model} version ${shown}, model ${record.modelHash.slice(0, 12)}`,
        `  registered ${record.registeredAt} by ${record.registeredBy}`,
        `  data ${record.dataHash.slice(0, 12)}, commit ${record.gitCommit?.slice(0, 12) ?? 'none'}`,
        `  gate: ${verdict.sentence}`,
        ...history.map((event) => `  ${event.at}  ${event.event} by ${event.by}: ${event.reason}`),
      ].join('\n'),
    );
    return exitCodes.pass;
  }
  const state =
    verb === 'promote'
      ? registry.promote(model, requireVersion(version), {
          ...options,
          force: words.includes('force'),
        })
      : registry.rollback(model, options);
  print(state, () => `${model}: version ${state.aliases.production} is now in production.`);
  return exitCodes.pass;
});

function onlyModel(models: readonly string[], wanted: string): string | null {
  const [first] = models;
  if (wanted === 'list' && models.length !== 1) return null;
  if (models.length === 1 && first !== undefined) return first;
  throw new MlopsError(
    'USAGE',
    `Which model: ${models.join(', ')}?`,
    `npm run registry ${wanted} ${first}`,
  );
}

function requireVersion(given: number, otherwise?: number): number {
  if (!Number.isNaN(given)) return given;
  if (otherwise !== undefined) return otherwise;
  throw new MlopsError('USAGE', 'Which version?', 'See them with `npm run registry list`.');
}

function listText(registry: ModelRegistry, model: string): string {
  const versions = registry.list(model);
  if (versions.length === 0)
    return `${model}: no version yet. \`npm run pipeline\` makes the first.`;
  const { aliases } = registry.aliases(model);
  const lines = versions.map((record) => {
    const names = Object.entries(aliases)
      .filter(([, number]) => number === record.version)
      .map(([alias]) => alias);
    const metrics = Object.entries(record.metrics)
      .slice(0, 3)
      .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
      .join('  ');
    return `  ${String(record.version).padStart(3)}  ${record.modelHash.slice(0, 12)}  ${record.registeredAt.slice(0, 16)}  ${record.decision.padEnd(12)}  ${metrics}  ${names.join(', ')}`;
  });
  return [model, ...lines].join('\n');
}
