import type { Answers, DataPlan } from '../answers.ts';
import type { Payload } from '../payload.ts';
import { builtJson, type PlannedFile } from '../planned-file.ts';
import { libraryNames } from './library-files.ts';

/** package.json, nx.json, tsconfig.json and biome.json: what varies with the answers, and what tools read as theirs. */
export function rootFiles(answers: Answers, data: DataPlan, payload: Payload): PlannedFile[] {
  return [
    builtJson('package.json', rootPackage(answers, data, payload)),
    builtJson('nx.json', nxJson),
    builtJson('tsconfig.json', tsconfigJson),
    builtJson('biome.json', biomeJson),
  ];
}

const developmentPackages = [
  '@biomejs/biome',
  '@types/node',
  '@vitest/coverage-v8',
  'esbuild',
  'nx',
  'plop',
  'tsx',
  'typescript',
  'vitest',
];

/** What only the workflows of one CI need, and the script that runs it. */
const ofCi: Readonly<
  Record<string, { readonly packages: readonly string[]; readonly scripts: Record<string, string> }>
> = {
  github: {
    packages: ['@actions/workflow-parser'],
    scripts: { 'lint:workflows': 'node --import tsx tools/ci/lint-workflows.mjs' },
  },
};

function rootPackage(answers: Answers, data: DataPlan, payload: Payload): unknown {
  const version = (name: string): string => {
    const found = payload.dependencyVersions[name];
    if (found === undefined) throw new RangeError(`No version is pinned for ${name}.`);
    return found;
  };
  const pinned = (names: readonly string[]) =>
    Object.fromEntries([...names].sort().map((name) => [name, version(name)]));
  const ci = ofCi[answers.ci] ?? { packages: [], scripts: {} };
  const packages = thirdParty(payload, libraryNames(answers.task, data));
  // Packages without types of their own have them in another one.
  const types = packages
    .map((name) => `@types/${name}`)
    .filter((name) => payload.dependencyVersions[name] !== undefined);
  return {
    name: answers.name,
    version: '0.0.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    workspaces: ['apps/*', 'libs/*', 'models/*/*'],
    scripts: {
      pipeline: 'node tools/pipeline.mjs',
      serve: 'node --import tsx apps/prediction-service/src/main.ts',
      test: 'node tools/nx.mjs run-many -t test',
      report: 'node --import tsx tools/report.ts',
      export: 'node --import tsx tools/export.ts',
      pages: 'node --import tsx tools/pages.ts',
      deploy: 'node --import tsx tools/deploy.ts',
      runs: 'node --import tsx tools/runs.ts',
      registry: 'node --import tsx tools/registry.ts',
      current: 'node --import tsx tools/current.ts',
      data: 'node --import tsx tools/data.ts',
      'data:add': 'node --import tsx tools/data-add.ts',
      'data:lock': 'node --import tsx tools/data-lock.ts',
      demo: 'node --import tsx tools/demo.ts',
      'demo:break': 'node --import tsx tools/demo-break.ts',
      generate: 'node tools/generate.mjs',
      docker: 'node tools/docker.mjs',
      coverage: 'vitest run --coverage --exclude "models/*/tests/**"',
      lint: 'biome check .',
      typecheck: 'tsc --noEmit',
      ...ci.scripts,
    },
    dependencies: pinned(packages),
    devDependencies: pinned([...developmentPackages, ...types, ...ci.packages]),
    ...(answers.backend === 'tfjs-node'
      ? { optionalDependencies: { '@tensorflow/tfjs-node': '4.22.0' } }
      : {}),
    overrides: { 'light-my-request': { cookie: '^1.0.2' } },
    allowScripts: { esbuild: true, nx: true },
  };
}

/** What the copied libraries import, read from their package.json files: versions are pinned once, at the root. */
function thirdParty(payload: Payload, libraries: readonly string[]): string[] {
  const names = new Set<string>();
  for (const library of libraries) {
    const bytes = payload.files.get(`libs/${library}/package.json`);
    if (bytes === undefined) continue;
    const manifest: { dependencies?: Record<string, string> } = JSON.parse(
      new TextDecoder().decode(bytes),
    );
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      if (!name.startsWith('@create-mlops/')) names.add(name);
    }
  }
  return [...names];
}

const nxJson = {
  $schema: './node_modules/nx/schemas/nx-schema.json',
  cacheDirectory: '.nx/cache',
  defaultBase: 'main',
  useDaemonProcess: false,
  neverConnectToCloud: true,
  analytics: false,
  tui: { enabled: false },
  parallel: 2,
  namedInputs: {
    default: ['{projectRoot}/**/*', 'sharedGlobals'],
    sharedGlobals: [
      '{workspaceRoot}/nx.json',
      '{workspaceRoot}/package.json',
      '{workspaceRoot}/package-lock.json',
      '{workspaceRoot}/tsconfig.base.json',
    ],
  },
};

const tsconfigJson = {
  extends: './tsconfig.base.json',
  include: ['apps', 'libs', 'models', 'tools', 'vitest.config.ts'],
  exclude: ['**/node_modules', '**/dist'],
};

const biomeJson = {
  $schema: './node_modules/@biomejs/biome/configuration_schema.json',
  vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
  files: { includes: ['**', '!**/dist', '!artifacts', '!registry', '!.nx', '!**/raw'] },
  formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 100, lineEnding: 'lf' },
  javascript: { formatter: { quoteStyle: 'single' } },
  // npm, Nx and the stages write JSON in their own way.
  json: { formatter: { enabled: false } },
};
