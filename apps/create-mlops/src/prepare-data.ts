import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import type { FileProfile, InferredContract } from '@create-mlops/dataset/import';
import { type DataPlan, type Payload, payloadText, sampleDataPlan } from '@create-mlops/generators';
import { fitName } from './project-name.ts';
import { profileOf, readable } from './read-data.ts';
import { isSample, type ResolvedAnswers } from './resolve-answers.ts';

/** What git hosts take without complaint; larger data is ignored and fetched. */
const committedUpTo = 25 * 1024 * 1024;

/** The data of a project, ready to be planned with. */
export type PreparedData = {
  readonly plan: DataPlan;
  /** Folder below `models/`. */
  readonly model: string;
  /** What was found and done, for people. */
  readonly notes: readonly string[];
  /** What a person should look at before the first commit. */
  readonly warnings: readonly string[];
  /** Bytes of the data files by their path in the project. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Removes what was put aside while preparing. */
  readonly dispose: () => void;
};

/**
 * A bundled sample, or a file of the user's: profiled, its contract inferred, and taken in as canonical data beside the
 * project that is not yet there.
 *
 * @throws {CommandError} when the file cannot be used, saying what to do.
 */
export async function prepareData(
  answers: ResolvedAnswers,
  payload: Payload,
): Promise<PreparedData> {
  if (isSample(answers.data)) {
    return {
      plan: sampleDataPlan(answers.data, payload),
      model: answers.model ?? defaultModel(answers.data),
      notes: [],
      warnings: [],
      sizes: new Map(),
      dispose: () => undefined,
    };
  }
  const staging = mkdtempSync(join(tmpdir(), 'create-mlops-'));
  // Also when the process is ended in between.
  const remove = () => rmSync(staging, { recursive: true, force: true });
  process.once('exit', remove);
  const dispose = () => {
    process.off('exit', remove);
    remove();
  };
  try {
    return { ...(await prepareFile(answers, payload, staging)), dispose };
  } catch (error) {
    dispose();
    throw await readable(error);
  }
}

/** The model's folder when no answers file names it: the sample, or what the data file is called. */
export function defaultModel(data: string): string {
  return isSample(data) ? data : fitName(basename(data, extname(data)));
}

/**
 * Where a file lies, seen from the project: the same on every machine that has both in the same places, and without the
 * name of anybody's home.
 */
export function placeFrom(directory: string, path: string): string {
  return relative(resolve(directory), resolve(path)).split(sep).join('/');
}

async function prepareFile(
  answers: ResolvedAnswers,
  payload: Payload,
  staging: string,
): Promise<Omit<PreparedData, 'dispose'>> {
  const { buildLock, importFile, inferContract, renderContract } = await import(
    '@create-mlops/dataset/import'
  );
  const source = resolve(answers.data);
  const profile = answers.profile ?? (await profileOf(source));
  const test =
    answers.testData === null ? null : await profileOf(answers.testData, { like: profile });
  const inferred = inferContract(profile, {
    target: answers.target ?? '',
    keep: answers.keep,
    ...(test === null ? {} : { test }),
  });

  const raw = join(staging, 'raw');
  const imported = [
    { file: await importFile(source, raw, profile, { inferred }), part: 'data' as const, source },
  ];
  const sources: {
    file: (typeof imported)[number]['file'];
    part: 'data' | 'test';
    source: string;
  }[] = [...imported];
  if (test !== null && answers.testData !== null) {
    const name = `test${extname(imported[0]?.file.path ?? '.csv')}`;
    const testSource = resolve(answers.testData);
    sources.push({
      file: await importFile(testSource, raw, test, { inferred, name }),
      part: 'test',
      source: testSource,
    });
  }
  const bytes = sources.reduce((sum, { file }) => sum + file.bytes, 0);
  const committed = bytes <= committedUpTo;
  const lock = buildLock({
    directory: staging,
    inferred,
    capturedAt: statSync(source).mtime.toISOString(),
    files: sources.map(({ file, part, source: from }) => ({
      imported: file,
      part,
      ...(committed && !file.converted ? {} : { location: placeFrom(answers.directory, from) }),
    })),
  });
  const model = answers.model ?? defaultModel(source);
  const folder = `models/${model}/data`;
  const plan: DataPlan = {
    contract: renderContract(inferred),
    features: payloadText(payload, `templates/task/${answers.task}/features/none.txt`),
    featuresTest: null,
    problem: inferred.problem,
    target: inferred.target,
    limits: limitsOf(inferred),
    lock,
    files: sources.map(({ file }) => ({ path: `raw/${basename(file.path)}`, copyOf: file.path })),
    committed,
    splitStrategy: test !== null ? 'official' : inferred.split.strategy,
    sensitive: inferred.columns
      .filter(
        (column) => (column.sensitive || column.role === 'sensitive') && column.role !== 'target',
      )
      .map((column) => column.name),
    title: `A model of ${profile.name}`,
    exampleRow: exampleRow(profile, inferred),
    gate: {},
  };
  return {
    plan,
    model,
    notes: notesOf(
      inferred,
      sources.flatMap(({ file }) => file.changes),
      bytes,
      committed,
    ),
    warnings: inferred.warnings,
    sizes: new Map(sources.map(({ file }) => [`${folder}/raw/${basename(file.path)}`, file.bytes])),
  };
}

function limitsOf({ limits }: InferredContract): DataPlan['limits'] {
  return {
    minRows: limits.minRows.value,
    maxMissing: Object.fromEntries(
      Object.entries(limits.maxMissing).map(([name, limit]) => [name, limit.value]),
    ),
    maxDuplicates: limits.maxDuplicates.value,
    minClassShare: limits.minClassShare?.value ?? null,
    // How old such data may become is not in the data; the user says it.
    freshness: null,
    // What gives the target away was set aside already; the rest may be rightly strong.
    leakFails: false,
  };
}

/** The first sampled row that a service would be asked about: everything but the target and what gives it away. */
function exampleRow(profile: FileProfile, inferred: InferredContract): DataPlan['exampleRow'] {
  return Object.fromEntries(
    inferred.columns.flatMap(({ name, role }, index) =>
      role === 'target' || role === 'leak'
        ? []
        : [[name, profile.sample.columns[index]?.[0] ?? null] as const],
    ),
  );
}

function notesOf(
  inferred: InferredContract,
  changes: readonly string[],
  bytes: number,
  committed: boolean,
): string[] {
  return [
    `${inferred.source}: ${inferred.rows.toLocaleString('en-US')} rows, ${inferred.columns.length} columns. ${inferred.problemReason}`,
    ...changes,
    ...(committed
      ? []
      : [
          `${Math.round(bytes / 1024 ** 2)} MB are too many for git: the data is ignored, and dataset.lock.json names where it comes from.`,
        ]),
  ];
}
