// npm run demo [model]: the whole loop once, offline, in a copy of the project: pipeline, service, traffic, a window that has
// drifted, drift found, retraining on it, a better model in production. The project itself is not touched.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import {
  type ContractDescription,
  driftReportSchema,
  exitCodes,
  type Row,
  rowOf,
  type Task,
  tableFromRows,
  type Verdict,
  verdictSchema,
  whyWithheld,
} from '@create-mlops/contracts';
import { locateImages, splitRows } from '@create-mlops/dataset';
import { runMain } from '@create-mlops/stage';
import { sampleCorrelation } from 'simple-statistics';
import { type DataFile, openData, readReport, seededDraws, toCsv } from './demo/data-file.ts';
import { type Moved, newSlang } from './demo/new-slang.ts';
import { closingLines, openSandbox, type Sandbox } from './demo/sandbox.ts';
import { startService } from './demo/start-service.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const requests = 300;

const print = (line: string) => process.stdout.write(`${line}\n`);
const heading = (number: number, text: string) =>
  print(`\n${styleText('bold', `${number}. ${text}`)}`);

await runMain(async () => {
  const models = modelNames(root);
  const model = process.argv.slice(2).find((word) => models.includes(word)) ?? models[0] ?? '';
  const started = Date.now();
  const sandbox = openSandbox(root, model);
  try {
    const isGood = await closeTheLoop(sandbox);
    print(`\nThat took ${Math.round((Date.now() - started) / 1000)} s. Your project is as it was.`);
    return isGood ? exitCodes.pass : exitCodes.bug;
  } finally {
    sandbox.remove();
  }
});

async function closeTheLoop(sandbox: Sandbox): Promise<boolean> {
  const { model } = sandbox;
  heading(1, 'The pipeline makes a model');
  const first = await sandbox.node('tools/pipeline.mjs', [model]);
  print(closingLines(first));
  if (first.code !== 0) return false;

  heading(2, 'The service answers');
  const data = await openData(sandbox);
  const { target } = data.dataset.description;
  const indices = testRows(data);
  const test = indices.map((index) => data.rows[index] ?? {});
  const { task }: { task: Task } = await import(sandbox.path('data', 'task.ts'));
  const asked = await held(test.slice(0, requests), data, task);
  const service = await startService(sandbox.root, { MLOPS_REGISTRY: 'registry' });
  try {
    const answered = await service.ask(model, asRequests(asked, data.dataset.description));
    print(
      `  ${answered} requests answered at ${service.address}; each went into the prediction log.`,
    );
  } finally {
    await service.stop();
  }

  heading(3, 'The world moves');
  const { description } = data.dataset;
  const window =
    task.disturb === undefined
      ? (newSlang(test, description) ?? drifted(test, description))
      : await disturbed(test, data, task, 1);
  writeFileSync(
    sandbox.path('current', 'window-simulated.csv'),
    toCsv(
      window.rows,
      data.columns.filter((name) => name !== target),
    ),
  );
  print(`  ${window.rows.length} new rows (simulated): ${window.what}.`);

  heading(4, 'The drift check looks');
  const drift = await sandbox.node(join('models', model, 'drift', 'main.ts'));
  const report = driftReportSchema.parse(readReport(sandbox, 'drift', 'report.json'));
  print(`  ${report.sentence}`);
  if (drift.code !== exitCodes.driftFound) return false;

  heading(5, 'Retraining with the new rows');
  // The window becomes part of the data, so it is no longer news.
  rmSync(sandbox.path('current', 'window-simulated.csv'));
  await data.replace(withNewRows(data.rows, indices, window.rows));
  const second = await sandbox.node('tools/pipeline.mjs', [model]);
  print(closingLines(second));
  if (second.code !== 0) return false;
  const verdict = verdictSchema.parse(readReport(sandbox, 'evaluation', 'verdict.json'));
  print(`\n  ${comparison(verdict)}`);
  return verdict.decision === 'pass';
}

/** Rows as a service is asked about them: without the target and what gives it away. */
function asRequests(rows: readonly Row[], description: ContractDescription): Row[] {
  const kept = description.columns.filter((column) => whyWithheld(column) === null);
  return rows.map((row) => Object.fromEntries(kept.map(({ name }) => [name, row[name] ?? null])));
}

/** Rows with what they refer to held in them; a service knows no files. */
async function held(rows: readonly Row[], data: DataFile, task: Task): Promise<readonly Row[]> {
  return task.disturb === undefined ? rows : (await disturbed(rows, data, task, 0)).rows;
}

/** Rows as the task itself says that the world may move. */
async function disturbed(
  rows: readonly Row[],
  { dataset }: DataFile,
  task: Task,
  strength: number,
): Promise<{ readonly rows: Row[]; readonly what: string }> {
  const { description, directory } = dataset;
  const names = description.columns.map(({ name }) => name);
  const table = locateImages(tableFromRows(rows, names), description, join(directory, 'raw'));
  const moved = await task.disturb?.(table, description, strength);
  const { table: made, what } = moved ?? { table, what: '' };
  return { rows: rows.map((_, index) => rowOf(made, index)), what };
}

/** Which rows of the data the window is made of: the test split, or every fourth row where that is a file of its own. */
function testRows({ dataset, rows }: DataFile): number[] {
  const { description, split } = dataset;
  if (split.strategy === 'official')
    return rows.map((_, index) => index).filter((index) => index % 4 === 0);
  const table = tableFromRows(
    rows,
    description.columns.map((column) => column.name),
  );
  return Array.from(splitRows(table, description, split).test);
}

/** The new rows in the place of those that they were made of, so that nobody appears twice. */
function withNewRows(
  rows: readonly Row[],
  indices: readonly number[],
  replacements: readonly Row[],
): Row[] {
  const places = new Map(indices.map((index, at) => [index, replacements[at]]));
  return rows.map((row, index) => places.get(index) ?? row);
}

/** Moves two numeric features of every row by two thirds of their range, within what the contract allows. */
function drifted(rows: readonly Row[], description: ContractDescription): Moved {
  const draw = seededDraws(5);
  // The features that say most about the target: a move of those is what hurts a model.
  const moved = description.columns
    .filter(
      (column) =>
        column.role === 'feature' && (column.kind === 'number' || column.kind === 'integer'),
    )
    .map((column) => ({ column, weight: correlation(rows, column.name, description) }))
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .slice(0, 2)
    // All in the direction of a higher target: moves that cancel out would hurt nobody.
    .map(({ column, weight }) => ({ ...column, direction: weight < 0 ? -1 : 1 }));
  const shifts = moved.map((column) => {
    const values = rows
      .map((row) => row[column.name])
      .filter((value) => typeof value === 'number')
      .sort((a, b) => a - b);
    const spread =
      (values[Math.floor(values.length * 0.9)] ?? 1) -
      (values[Math.floor(values.length * 0.1)] ?? 0);
    return { ...column, by: (column.direction * spread) / 1.5 };
  });
  const made = rows.map((original) => {
    const row: Record<string, Row[string]> = { ...original };
    for (const {
      name,
      kind,
      by,
      minimum = Number.NEGATIVE_INFINITY,
      maximum = Number.POSITIVE_INFINITY,
    } of shifts) {
      const value = row[name];
      if (typeof value !== 'number') continue;
      const next = Math.min(maximum, Math.max(minimum, value + by * (0.8 + 0.4 * draw())));
      row[name] = kind === 'integer' ? Math.round(next) : Number(next.toFixed(2));
    }
    return row;
  });
  return {
    rows: made,
    what: moved
      .map(({ name, direction }) => `${name} ${direction < 0 ? 'lower' : 'higher'}`)
      .join(' and ')
      .concat(' than in training'),
  };
}

/** How a column goes with the target, -1 to 1: the correlation, classes counted in contract order. */
function correlation(
  rows: readonly Row[],
  name: string,
  { target, classes }: Pick<ContractDescription, 'target' | 'classes'>,
): number {
  const pairs = rows.flatMap((row) => {
    const x = row[name];
    const y = classes.length > 0 ? classes.indexOf(String(row[target])) : row[target];
    return typeof x === 'number' && typeof y === 'number' ? [[x, y] as const] : [];
  });
  const xs = pairs.map(([x]) => x);
  const ys = pairs.map(([, y]) => y);
  // A column without spread goes with nothing.
  if (new Set(xs).size < 2 || new Set(ys).size < 2) return 0;
  return sampleCorrelation(xs, ys);
}

function comparison(verdict: Verdict): string {
  const metric = 'mae' in verdict.metrics ? 'mae' : 'accuracy';
  const [now, before] = [verdict.metrics[metric], verdict.productionMetrics?.[metric]];
  if (now === undefined || before === undefined) return verdict.sentence;
  return `On the same test rows: ${metric} ${before.toPrecision(4)} before, ${now.toPrecision(4)} after retraining.`;
}
