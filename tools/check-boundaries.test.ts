import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBoundaries } from './check-boundaries.ts';

function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  for (const folder of ['apps', 'libs', 'generators', 'tools']) mkdirSync(join(root, folder));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const library = (name: string, ...dependencies: string[]) => ({
  [`libs/${name}/package.json`]: JSON.stringify({
    name: `@create-mlops/${name}`,
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '*'])),
  }),
});
const messages = (files: Readonly<Record<string, string>>) =>
  checkBoundaries(repository(files)).map(({ message }) => message);

describe('checkBoundaries', () => {
  it('finds nothing in this repository', () => {
    expect(checkBoundaries(join(import.meta.dirname, '..'))).toEqual([]);
  });

  it('refuses a step library that knows another, also by its types or dynamically', () => {
    const gate = library('eval-gate', '@create-mlops/drift-check');
    for (const text of [
      "import { checkDrift } from '@create-mlops/drift-check';",
      "import type { Window } from '@create-mlops/drift-check';",
      "const drift = await import('@create-mlops/drift-check');",
      "export { checkDrift } from '@create-mlops/drift-check';",
    ]) {
      expect(messages({ ...gate, 'libs/eval-gate/src/a.ts': text })).toEqual([
        'eval-gate may not know drift-check: steps and tasks meet in models/*',
      ]);
    }
  });

  it('refuses a foundation that reaches up', () => {
    expect(
      messages({
        ...library('dataset', '@create-mlops/training'),
        'libs/dataset/src/a.ts': "import { trainModel } from '@create-mlops/training';",
      }),
    ).toEqual(['dataset is a foundation and may not know training']);
  });

  it('refuses a package that is not declared, and a path that leaves the package', () => {
    expect(
      messages({
        ...library('serving'),
        'libs/serving/src/a.ts':
          "import fastify from 'fastify';\nimport { b } from '../../report/src/b.ts';",
      }),
    ).toEqual([
      'imports fastify, which is not in libs/serving/package.json',
      'leaves its package: ../../report/src/b.ts',
    ]);
  });

  it('refuses generators that import their cargo', () => {
    expect(
      messages({
        'generators/package.json': JSON.stringify({
          name: '@create-mlops/generators',
          dependencies: { '@create-mlops/training': '*' },
        }),
        'generators/a.ts': "import { trainModel } from '@create-mlops/training';",
      }),
    ).toEqual(['generators read cargo as files and never import it: training']);
  });
});
