import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { packageOf, readImports } from './read-imports.ts';
import { sourceFiles } from './source-files.ts';

/** One import that must not be. */
export type Violation = { readonly file: string; readonly line: number; readonly message: string };

const scope = '@create-mlops/';
/** Libraries that every other one may build on; they know no stage and no task. */
const foundations: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  statistics: [],
  stage: ['contracts'],
  dataset: ['contracts'],
  encoding: ['contracts'],
};
/** Third parties that tests and fixtures may use wherever they stand. */
const testPackages = new Set([
  'vitest',
  'fast-check',
  'typescript',
  'esbuild',
  '@duckdb/node-api',
  'onnxruntime-web',
  'yazl',
]);

const isTest = (file: string) => /\.test\.ts$|\/(test|__fixtures__)\//.test(file);

/**
 * Every import that breaks a rule: a library reaches only down (contracts ← foundations ← steps and tasks), steps and tasks
 * do not know each other, nothing imports cargo from the generators, relative imports stay inside their package, and every
 * package imported stands in the importer's package.json.
 */
export function checkBoundaries(root: string): Violation[] {
  const violations: Violation[] = [];
  for (const file of sourceFiles(root, ['apps', 'libs', 'generators', 'tools'], ['.ts', '.mjs'])) {
    const home = packageFolder(root, file);
    const manifest: {
      name: string;
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
      optionalDependencies?: Record<string, string>;
    } = JSON.parse(readFileSync(join(root, home, 'package.json'), 'utf8'));
    const declared = new Set(
      Object.keys({
        ...manifest.dependencies,
        ...manifest.devDependencies,
        ...manifest.optionalDependencies,
      }),
    );
    for (const { specifier, line } of readImports(readFileSync(join(root, file), 'utf8'), file)) {
      const refuse = (message: string) => violations.push({ file, line, message });
      if (specifier.startsWith('.')) {
        const target = posix.join(dirname(file), specifier);
        // What libraries are tested with serves those who inspect them, too.
        const isFixture = home === 'tools' && /^libs\/[\w-]+\/test\//.test(target);
        if (!target.startsWith(`${home}/`) && !isFixture)
          refuse(`leaves its package: ${specifier}`);
        continue;
      }
      const name = packageOf(specifier);
      if (name === null || name === manifest.name) continue;
      if (!declared.has(name) && !(isTest(file) && testPackages.has(name)) && home !== 'tools') {
        refuse(`imports ${name}, which is not in ${home}/package.json`);
      }
      const problem = name.startsWith(scope)
        ? refuseLayer(home, name.slice(scope.length), isTest(file))
        : null;
      if (problem !== null) refuse(problem);
    }
  }
  return violations;
}

function refuseLayer(home: string, imported: string, inTest: boolean): string | null {
  if (home === 'generators') {
    return imported === 'contracts'
      ? null
      : `generators read cargo as files and never import it: ${imported}`;
  }
  if (!home.startsWith('libs/')) return null;
  const library = home.slice('libs/'.length);
  const allowed = foundations[library];
  if (allowed !== undefined) {
    return allowed.includes(imported)
      ? null
      : `${library} is a foundation and may not know ${imported}`;
  }
  if (imported in foundations) return null;
  return inTest && imported.startsWith('task-')
    ? `${library} may not know ${imported}, nor may its tests`
    : `${library} may not know ${imported}: steps and tasks meet in models/*`;
}

function packageFolder(root: string, file: string): string {
  for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) {
    if (existsSync(join(root, folder, 'package.json'))) return folder;
  }
  throw new RangeError(`${file} belongs to no package.`);
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const violations = checkBoundaries(join(import.meta.dirname, '..'));
  for (const { file, line, message } of violations)
    process.stderr.write(`${file}:${line} ${message}\n`);
  process.stdout.write(
    violations.length === 0
      ? 'Every import keeps to its boundaries.\n'
      : `${violations.length} imports cross a boundary.\n`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}
