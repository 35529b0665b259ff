import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answers, DataPlan } from '../answers.ts';
import { checkoutPayload } from '../checkout-payload.ts';
import type { PlannedFile } from '../planned-file.ts';
import { type LockedPlan, type SampleName, sampleDataPlan } from '../samples/sample-plan.ts';
import { formatProblems } from '../test/format-problems.ts';
import { planProblems } from '../test/plan-problems.ts';
import { planProject } from './plan-project.ts';

const payload = checkoutPayload(join(import.meta.dirname, '..', '..'));
const answers: Answers = {
  name: 'acme',
  task: 'tabular',
  model: 'churn',
  ci: 'github',
  backend: 'auto',
};

/** Ways in which data comes, each made from a sample. */
const shapes: Readonly<Record<string, (plan: LockedPlan) => DataPlan>> = {
  committed: (plan) => plan,
  'too large for git': (plan) => ({
    ...plan,
    committed: false,
    lock: {
      ...plan.lock,
      files: plan.lock.files.map((file) => ({
        ...file,
        source: { location: '../big.csv', sha256: file.sha256, bytes: file.bytes },
      })),
    },
  }),
  'with an official test': (plan) => ({
    ...plan,
    splitStrategy: 'official',
    files: [...plan.files, { path: 'raw/test.csv', copyOf: '/elsewhere/test.csv' }],
    lock: {
      ...plan.lock,
      files: plan.lock.files.flatMap((file) => [
        file,
        { ...file, path: 'raw/test.csv', part: 'test' },
      ]),
    },
  }),
  'split by group': (plan) => ({ ...plan, splitStrategy: 'group' }),
};

const taskOf: Readonly<Partial<Record<SampleName, string>>> = { reviews: 'text' };
const combinations = (['churn', 'houses', 'reviews'] as const).flatMap((sample) =>
  Object.keys(shapes).flatMap((shape) =>
    ['github', 'gitlab', 'none'].flatMap((ci) =>
      (['auto', 'wasm', 'tfjs-node', 'cpu'] as const).map((backend) => ({
        sample,
        shape,
        ci,
        backend,
      })),
    ),
  ),
);

const dataOf = (sample: SampleName, shape = 'committed'): DataPlan => {
  const plan = sampleDataPlan(sample, payload);
  return shapes[shape]?.(plan) ?? plan;
};
const planOf = ({ sample, shape, ci, backend }: (typeof combinations)[number]) =>
  planProject(
    { ...answers, task: taskOf[sample] ?? answers.task, model: sample, ci, backend },
    dataOf(sample, shape),
    payload,
  );

const textOf = (plan: readonly PlannedFile[], path: string): string => {
  const source = plan.find((file) => file.path === path)?.source;
  return source !== undefined && 'content' in source
    ? new TextDecoder().decode(source.content)
    : '';
};

/** The hash of paths, kinds and bytes, in the plan's order. */
function treeHash(plan: readonly PlannedFile[]): string {
  const hash = createHash('sha256');
  for (const { path, kind, source } of plan) {
    hash.update(`${path}\0${kind}\0`);
    hash.update('content' in source ? source.content : source.copyOf);
  }
  return hash.digest('hex');
}

/** The same value with every object's keys in another order. */
function reordered<T>(value: T): T;
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reordered(inner)]),
  );
}

describe('planProject', () => {
  it.each(combinations)('has nothing wrong: $sample, $shape, $ci, $backend', (combination) => {
    const plan = planOf(combination);
    expect(planProblems(plan)).toEqual([]);
    expect(treeHash(planOf(combination))).toBe(treeHash(plan));
  });

  it('says in the README what pictures and texts are, how many of each class, and what is done with them', () => {
    const readmeOf = (sample: SampleName) => {
      const plan = planProject(
        { ...answers, task: taskOf[sample] ?? answers.task, model: sample },
        dataOf(sample),
        payload,
      );
      return textOf(plan, 'README.md');
    };
    const shapesReadme = readmeOf('shapes');
    expect(shapesReadme).toContain('The pictures are 24 × 24 pixels, in colour.');
    expect(shapesReadme).toContain('| label | pictures |\n|---|--:|\n| circle | 120 |\n');
    const reviews = readmeOf('reviews');
    expect(reviews).toContain('from 2,400 texts (classes: negative, positive).');
    expect(reviews).toMatch(/\| sentiment \| texts \|\n\|---\|--:\|\n\| negative \| 1,\d{3} \|/);
    expect(readmeOf('churn')).toMatch(/from 13 columns of 5,000 rows/);
  });

  it('makes different trees for different answers', () => {
    const hashes = new Set(combinations.map((combination) => treeHash(planOf(combination))));
    expect(hashes.size).toBe(combinations.length);
  });

  it('does not depend on the order in which answers were collected', () => {
    const plan = planProject(answers, dataOf('churn'), payload);
    const data = dataOf('churn');
    // The order of these is a person's or the data's own, and kept.
    const kept = {
      exampleRow: data.exampleRow,
      limits: data.limits,
      gate: data.gate,
      lock: data.lock,
    };
    const again = planProject(
      reordered(answers),
      { ...reordered(data), ...kept },
      {
        ...payload,
        files: new Map([...payload.files].reverse()),
        dependencyVersions: reordered(payload.dependencyVersions),
      },
    );
    expect(treeHash(again)).toBe(treeHash(plan));
  });

  it('leaves data too large for git to the lock', () => {
    const plan = planProject(answers, dataOf('churn', 'too large for git'), payload);
    expect(textOf(plan, '.gitignore')).toContain('\nmodels/*/data/raw/\n');
    expect(textOf(plan, 'models/churn/data/dataset.lock.json')).toContain(
      '"location": "../big.csv"',
    );
    expect(textOf(planProject(answers, dataOf('churn'), payload), '.gitignore')).not.toContain(
      'raw',
    );
  });

  it('describes the split that it makes', () => {
    const source = (shape: string) =>
      textOf(planProject(answers, dataOf('churn', shape), payload), 'models/churn/data/dataset.ts');
    expect(source('committed')).toContain("strategy: 'hash'");
    expect(source('split by group')).toMatch(/one group[\s\S]*strategy: 'group'/);
    expect(source('with an official test')).toMatch(/official one[\s\S]*strategy: 'official'/);
  });

  it('brings nothing of a CI provider that was not chosen', () => {
    const plan = planProject({ ...answers, ci: 'none' }, dataOf('churn'), payload);
    expect(plan.filter(({ path }) => path.startsWith('.github'))).toEqual([]);
  });
});

const columns = [
  "o'brien",
  'say "hi"',
  '$' + '{price}',
  '`cost`',
  'back\\slash',
  'new\nline',
  'line\u2028separator',
  '__proto__',
  'constructor',
  'class',
  '1st',
  '2025',
  '名前',
  'größe',
  '🙂',
  ' padded ',
  '*/ alert(1) /*',
  '<script>|table|</script>',
  'x'.repeat(120),
];

describe('planProject with hostile names', () => {
  const hostile = (target: string): DataPlan => ({
    ...dataOf('churn'),
    target,
    title: `A model of ${target}.csv`,
    sensitive: columns,
    limits: {
      ...dataOf('churn').limits,
      maxMissing: Object.fromEntries(columns.map((name) => [name, 0.05])),
      freshness: { column: target, maxAgeDays: 3, status: 'warn' },
    },
    exampleRow: Object.fromEntries(columns.map((name) => [name, name])),
    lock: {
      ...sampleDataPlan('churn', payload).lock,
      columns,
      classes: Object.fromEntries(columns.map((name) => [name, 3])),
    },
  });
  const models = [
    '2025',
    '1-a',
    'class',
    'await',
    'default',
    'constructor',
    'a_b-c',
    'x'.repeat(80),
  ];
  const plans = [
    ...columns.map((target) => planProject(answers, hostile(target), payload)),
    ...models.map((model) =>
      planProject({ ...answers, name: model, model }, dataOf('churn'), payload),
    ),
  ];

  it.each(columns.map((name, index) => [name, index] as const))(
    'is valid for a column %j',
    (_name, index) => {
      expect(planProblems(plans[index] ?? [])).toEqual([]);
    },
  );

  it.each(models.map((name, index) => [name, index] as const))(
    'is valid for a model %s',
    (_name, index) => {
      expect(planProblems(plans[columns.length + index] ?? [])).toEqual([]);
    },
  );

  it('writes a request that a shell and JSON read as the row', () => {
    for (const plan of plans.slice(0, columns.length)) {
      const request = /-d '([^']*)'/.exec(textOf(plan, 'README.md'))?.[1] ?? '';
      expect(JSON.parse(request)).toEqual(hostile('y').exampleRow);
    }
  });

  it('is formatted as the project’s own formatter has it, as are all combinations', () => {
    expect(formatProblems([...combinations.map(planOf), ...plans])).toBe('');
  });
});
