import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkoutPayload } from '../checkout-payload.ts';
import { builtFile, type PlannedFile } from '../planned-file.ts';
import { planProject } from '../project/plan-project.ts';
import { sampleDataPlan } from '../samples/sample-plan.ts';
import { formatProblems } from './format-problems.ts';
import { planProblems } from './plan-problems.ts';

const payload = checkoutPayload(join(import.meta.dirname, '..', '..'));
const sound = planProject(
  { name: 'acme', task: 'tabular', model: 'churn', ci: 'github', backend: 'auto' },
  sampleDataPlan('churn', payload),
  payload,
);

/** The sound plan with one file's text changed. */
const edited = (path: string, edit: (text: string) => string): PlannedFile[] =>
  sound.map((file) => {
    if (file.path !== path || !('content' in file.source)) return file;
    return {
      ...builtFile(path, edit(new TextDecoder().decode(file.source.content))),
      kind: file.kind,
    };
  });
const added = (path: string, text = '') => [...sound, builtFile(path, text)];
const without = (path: string) => sound.filter((file) => file.path !== path);
const main = 'models/churn/train/main.ts';
const trainPackage = 'models/churn/train/package.json';

describe('planProblems', () => {
  it('finds nothing in a sound plan', () => {
    expect(planProblems(sound)).toEqual([]);
  });

  const broken: readonly (readonly [string, readonly PlannedFile[], string])[] = [
    ['two paths that differ in case', added('readme.MD'), 'one file on Windows'],
    ['a long path', added(`libs/${'x'.repeat(150)}`), 'characters long'],
    ['a path that leaves the project', added('../x'), 'no clean path'],
    ['a device of Windows', added('docs/aux.md'), 'cannot be on Windows'],
    ['a template’s folder', added('models/__model__/x'), 'template’s name'],
    [
      'a carriage return',
      edited('README.md', (text) => text.replace('\n', '\r\n')),
      'carriage return',
    ],
    ['a missing last newline', edited('README.md', (text) => text.trimEnd()), 'no last newline'],
    [
      'a mark that was not filled in',
      edited('README.md', (text) => `${text}{{name}}\n`),
      'holds {{',
    ],
    [
      'a value that was not there',
      edited('README.md', (text) => `${text}undefined\n`),
      'holds undefined',
    ],
    ['broken JSON', edited('nx.json', (text) => `${text},`), 'is no JSON'],
    ['broken TypeScript', edited(main, (text) => `${text}const = 1;\n`), 'does not parse'],
    [
      'an import of a file that is not there',
      edited(main, (text) => `import './no.ts';\n${text}`),
      'imports ./no.ts',
    ],
    [
      'an undeclared package',
      edited(main, (text) => `import 'left-pad';\n${text}`),
      'which no package.json names',
    ],
    [
      'an undeclared library',
      edited(main, (text) => `import '@create-mlops/report';\n${text}`),
      'does not name',
    ],
    [
      'an entry that is not exported',
      edited(main, (text) => `import '@create-mlops/stage/inner';\n${text}`),
      'does not export',
    ],
    [
      'a dependency that nobody provides',
      edited(trainPackage, (text) => text.replace('churn-data', 'churn-dato')),
      'neither here nor pinned',
    ],
    [
      'an edge to no project',
      edited('models/churn/evaluate/package.json', (text) =>
        text.replace(/"churn-train"(\s+\])/, '"churn-trian"$1'),
      ),
      'no project',
    ],
    [
      'an edge to no target',
      edited(trainPackage, (text) => text.replace('"target": "validate"', '"target": "valdate"')),
      'which is not there',
    ],
    ['a target that runs nothing', without(main), 'runs main.ts'],
    ['a script of no name', edited('README.md', (text) => `${text}npm run nothing\n`), 'no script'],
    ['a script that runs nothing', without('tools/runs.ts'), 'runs tools/runs.ts'],
    [
      'an Nx target of no name',
      edited('README.md', (text) => `${text}npx nx run churn-x:y\n`),
      'no target',
    ],
    [
      'a COPY of nothing',
      edited('docker/Dockerfile.serve', (text) => `${text}COPY --chown=node source/ ./\n`),
      'copies source/',
    ],
    [
      'a dead link',
      edited('README.md', (text) => `${text}[x](docs/NO.md)\n`),
      'links to docs/NO.md',
    ],
  ];
  it.each(broken)('finds %s', (_name, plan, problem) => {
    const problems = planProblems(plan);
    expect(problems.join('\n').replaceAll("'", '’')).toContain(problem);
  });
});

describe('formatProblems', () => {
  it('finds what the formatter would write otherwise', () => {
    const path = 'models/churn/train/train.config.ts';
    expect(formatProblems([edited(path, (text) => text.replace('seed: 7', 'seed:  7'))])).toContain(
      'train.config.ts',
    );
    expect(formatProblems([sound])).toBe('');
  });
});
