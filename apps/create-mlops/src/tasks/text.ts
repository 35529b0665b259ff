import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { InferredContract, TextFacts, TextSource } from '@create-mlops/dataset/import';
import {
  aboutTexts,
  type DataPlan,
  type Payload,
  payloadText,
  textSettings,
} from '@create-mlops/generators';
import type { Ask } from '../ask.ts';
import { committedUpTo } from '../committed-up-to.ts';
import { defaultModel } from '../data-place.ts';
import type { ResolvedAnswers } from '../resolve-answers.ts';
import type { FoundData, TaskChoice } from './task-choice.ts';

/** Texts and their labels. */
export const text: TaskChoice = {
  name: 'text',
  title: 'texts, such as reviews, messages and mails',
  samples: ['reviews'],
  dataIs: 'texts and labels in CSV, TSV or JSONL, or a folder of .txt files per class',
  takes: ['target', 'text', 'test-data'],
  complete: askTarget,
  prepare: prepareTexts,
};

/** Asks only where more than one column could be the label. */
async function askTarget(answers: ResolvedAnswers, ask: Ask): Promise<ResolvedAnswers> {
  const { ImportError } = await import('@create-mlops/dataset/import');
  try {
    await sourceOf(answers);
    return answers;
  } catch (error) {
    if (!(error instanceof ImportError) || error.code !== 'USAGE') return answers;
    const target = await ask({
      name: 'target',
      message: `${error.message} ${error.hint}`,
      initial: 'label',
    });
    return { ...answers, target };
  }
}

/** What `--data` holds, and what `--test-data` does where it is given. */
async function sourceOf(answers: ResolvedAnswers): Promise<TextSource> {
  const { ImportError, readTexts } = await import('@create-mlops/dataset/import');
  const source = await readTexts(resolve(answers.data), {
    ...(answers.text === null ? {} : { text: answers.text }),
    ...(answers.target === null ? {} : { target: answers.target }),
  });
  if (answers.testData === null) return source;
  const test = await readTexts(resolve(answers.testData), {
    text: source.textColumn,
    target: source.targetColumn,
  });
  if (source.test !== null) {
    throw new ImportError(
      'USAGE',
      `${source.name} has an official test split already: its folder test.`,
      'Leave --test-data away.',
    );
  }
  return {
    ...source,
    test: test.texts,
    ...(test.found === undefined ? {} : { foundTest: test.found }),
  };
}

/** A person's own texts: taken in as canonical CSV below `staging`, with the contract that they keep. */
async function prepareTexts(
  answers: ResolvedAnswers,
  payload: Payload,
  staging: string,
): Promise<FoundData> {
  const { buildLock, describeTexts, renderContract, sourceLocation, takeInTexts } = await import(
    '@create-mlops/dataset/import'
  );
  const source = await sourceOf(answers);
  const place = resolve(answers.data);
  const model = answers.model ?? defaultModel(place);
  const { inferred, files } = await takeInTexts(source, join(staging, 'raw'), model);
  const facts = describeTexts(source.texts);
  const bytes = files.reduce((sum, { imported }) => sum + imported.bytes, 0);
  const committed = bytes <= committedUpTo;
  const lock = buildLock({
    directory: staging,
    inferred,
    capturedAt: statSync(place).mtime.toISOString(),
    files: files.map(({ imported, part }) => ({
      imported,
      part,
      location: sourceLocation(
        answers.directory,
        part === 'test' && answers.testData !== null ? answers.testData : place,
      ),
    })),
  });
  const folder = `models/${model}/data`;
  return {
    plan: {
      contract: renderContract(inferred),
      features: payloadText(payload, 'templates/task/text/features/none.txt').replace(
        'row.text.split',
        access(source.textColumn),
      ),
      featuresTest: null,
      problem: inferred.problem,
      target: inferred.target,
      limits: limitsOf(inferred),
      lock,
      files: files.map(({ imported }) => ({
        path: `raw/${basename(imported.path)}`,
        copyOf: imported.path,
      })),
      committed,
      splitStrategy: source.test === null ? 'hash' : 'official',
      sensitive: [],
      title: `A model of ${source.name}`,
      content: aboutTexts(lengthsOf(source)),
      exampleRow: { [source.textColumn]: exampleText(source) },
      gate: {},
      settings: textSettings({
        rows: inferred.rows,
        ...facts,
        ...digitsMustNotMatter(source, facts),
      }),
    },
    model,
    notes: [
      `${source.name}: ${count(source.texts.length)} texts${source.test === null ? '' : ` to learn from, ${count(source.test.length)} to test on`}. ${inferred.problemReason}`,
      ...source.notes,
      ...(committed
        ? []
        : [
            `${Math.round(bytes / 1024 ** 2)} MB are too many for git: the data is ignored, and dataset.lock.json names where it comes from.`,
          ]),
    ],
    warnings: inferred.warnings,
    sizes: new Map(
      files.map(({ imported }) => [`${folder}/raw/${basename(imported.path)}`, imported.bytes]),
    ),
  };
}

function limitsOf({ limits }: InferredContract): DataPlan['limits'] {
  return {
    minRows: limits.minRows.value,
    maxMissing: {},
    maxDuplicates: limits.maxDuplicates.value,
    minClassShare: limits.minClassShare?.value ?? null,
    // How old such data may become is not in the data; the user says it.
    freshness: null,
    leakFails: false,
  };
}

function lengthsOf({ texts }: TextSource) {
  const lengths = texts.map(({ text: each }) => [...each].length).sort((a, b) => a - b);
  const at = (place: number) => lengths[Math.floor(place)] ?? 0;
  return { minimum: at(0), median: at(lengths.length / 2), maximum: at(lengths.length - 1) };
}

/** A short text of the data, for the README's request. */
function exampleText({ texts }: TextSource): string {
  const fitting = texts.find(({ text: each }) => /^[\x20-\x7e]{20,120}$/.test(each));
  return (fitting ?? texts[0])?.text.slice(0, 120) ?? '';
}

/** Texts with numbers among them before a gate can ask for anything about numbers. */
const FEWEST_WITH_DIGITS = 500;

/** Which number a text names must not decide: dates, prices and telephone numbers change. */
function digitsMustNotMatter(
  { textColumn }: TextSource,
  { withDigits }: TextFacts,
): { readonly behaviour?: Readonly<Record<string, unknown>> } {
  if (withDigits < FEWEST_WITH_DIGITS) return {};
  return { behaviour: { invariance: [{ column: textColumn, digits: true }] } };
}

const access = (column: string) =>
  /^[a-z_]\w*$/i.test(column)
    ? `row.${column}.split`
    : `row[${JSON.stringify(column).replaceAll('*/', '')}].split`;

const count = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
