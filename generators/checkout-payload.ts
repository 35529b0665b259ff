import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import type { Payload } from './payload.ts';
import { sampleContents } from './samples/sample-contents.ts';
import { sampleFacts } from './samples/sample-facts.ts';
import { type SampleName, samples } from './samples/sample-plan.ts';

const folders = ['libs', 'templates'];

/** Not cargo: tests and their fixtures stay here, except those that are written for a project's own files. */
function isCargo(path: string): boolean {
  const parts = path.split('/');
  if (parts.includes('node_modules') || parts.includes('dist') || parts.includes('.nx'))
    return false;
  if (parts[0] !== 'libs') return true;
  return !path.endsWith('.test.ts') && parts[2] !== 'test' && parts[2] !== '__fixtures__';
}

/** The payload as the working tree has it: what `npm run create` uses here and what the build packs. */
export function checkoutPayload(root: string): Payload {
  const files = new Map<string, Uint8Array>();
  const add = (path: string) => files.set(path, readFileSync(join(root, ...path.split('/'))));
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (isCargo(path)) add(path);
    }
  }
  add('tsconfig.base.json');
  const text = new TextEncoder();
  for (const [name, sample] of Object.entries(samples)) {
    const { problem, target }: { problem: string; target: string } = sample;
    const { csv, files: held } = sampleContents[name as SampleName]();
    const facts = sampleFacts(csv, problem === 'regression' ? null : target, {
      name,
      files: held,
    });
    files.set(`samples/${name}.csv`, text.encode(csv));
    files.set(`samples/${name}.json`, text.encode(JSON.stringify(facts)));
    for (const [path, bytes] of held ?? []) files.set(`samples/${name}/${path}`, bytes);
  }

  const manifest: {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own: { version: string } = JSON.parse(
    readFileSync(join(root, 'apps', 'create-mlops', 'package.json'), 'utf8'),
  );
  return {
    version: own.version,
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    dependencyVersions: { ...manifest.dependencies, ...manifest.devDependencies },
    render: (path, context) => {
      // Loaded here only: the published command renders precompiled templates with the runtime alone.
      const handlebars: typeof import('handlebars') = createRequire(import.meta.url)('handlebars');
      const source = files.get(path);
      if (source === undefined) throw new RangeError(`The payload has no ${path}.`);
      const template = handlebars.compile(new TextDecoder().decode(source), {
        noEscape: true,
        strict: true,
      });
      return template(context);
    },
  };
}
