import { statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { FileProfile, InferredContract } from '@create-mlops/dataset/import';
import { type DataPlan, type Payload, payloadText } from '@create-mlops/generators';
import type { Ask } from '../ask.ts';
import { committedUpTo } from '../committed-up-to.ts';
import { defaultModel } from '../data-place.ts';
import { profileOf } from '../read-data.ts';
import type { ResolvedAnswers } from '../resolve-answers.ts';
import type { FoundData, TaskChoice } from './task-choice.ts';

/** Rows of numbers, categories and dates. */
export const tabular: TaskChoice = {
  name: 'tabular',
  title: 'a table of numbers, categories and dates',
  samples: ['churn', 'houses'],
  dataIs: 'CSV, TSV, JSONL, Parquet',
  takes: ['target', 'test-data', 'keep'],
  async complete(answers, ask) {
    const profile = await profileOf(answers.data);
    return { ...answers, profile, target: await askTarget(ask, profile) };
  },
  prepare: prepareFile,
};

/** The file's own columns, in its order. The last one is offered first: most people put the answer there. */
function askTarget(ask: Ask, profile: FileProfile): Promise<string> {
  return ask({
    name: 'target',
    message: 'Which column should be predicted?',
    initial: profile.columns.at(-1)?.name ?? '',
    choices: profile.columns.map(({ name, kind, distinct, missing }) => ({
      value: name,
      hint: `${kind}, ${distinct} different${missing > 0 ? `, ${missing} missing` : ''}`,
    })),
  });
}

/** A person's own file: profiled, its contract inferred, and taken in as canonical data below `staging`. */
async function prepareFile(
  answers: ResolvedAnswers,
  payload: Payload,
  staging: string,
): Promise<FoundData> {
  const { buildLock, importFile, inferContract, renderContract, sourceLocation } = await import(
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
      ...(committed && !file.converted
        ? {}
        : { location: sourceLocation(answers.directory, from) }),
    })),
  });
  const model = answers.model ?? defaultModel(source);
  const folder = `models/${model}/data`;
  const plan: DataPlan = {
    contract: renderContract(inferred),
    features: payloadText(payload, 'templates/task/tabular/features/none.txt'),
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
