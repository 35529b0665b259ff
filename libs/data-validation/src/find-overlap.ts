import type { ContractColumn } from '@create-mlops/contracts';
import { type Database, type Dataset, readTable, splitRows } from '@create-mlops/dataset';
import type { Evidence, SplitOverlap, Subject } from './evidence.ts';
import { fileOverlap } from './file-overlap.ts';
import { hashSql } from './find-groups.ts';
import { type ComparedTexts, nearTestRows } from './near-texts.ts';
import { type Need, noRowsFound } from './need.ts';
import { plainTextSql } from './plain-text.ts';
import type { Read } from './read-data.ts';
import { splitOverlap } from './split-overlap.ts';
import { rowsOf, type Sources } from './subject.ts';
import { newWords, newWordsOfFile, type TextOverlap } from './text-overlap.ts';

/** Above this, rows are not loaded to be split: the report's split sizes are then the shares asked for. */
const SPLIT_ROWS = 500_000;

/** How many rows each split has, and what the test split shares with the others. */
export async function findOverlap(
  database: Database,
  dataset: Dataset,
  data: Sources,
  known: {
    readonly testSql: string | null;
    readonly read: Read;
    readonly subject: Subject;
    /** Text columns that are compared between the splits. */
    readonly texts: readonly TextNeed[];
    readonly compared: ReadonlyMap<string, ComparedTexts>;
  },
): Promise<Pick<Evidence, 'splitRows' | 'splits' | 'overlap'>> {
  const { testSql, read, subject, texts, compared } = known;
  const similarities = similaritiesOf(texts);
  const { description, split } = dataset;
  const isOfficial = split.strategy === 'official' && testSql !== null;
  const table = await splitTable(database, dataset, data, read, subject);
  if (table === null) {
    const test = isOfficial ? rowsOf(subject.lock, 'test') : Math.round(read.rowCount * split.test);
    const validation = Math.round(read.rowCount * split.validation);
    const train = read.rowCount - validation - (isOfficial ? 0 : test);
    return {
      splitRows: { train, validation, test },
      splits: null,
      overlap: isOfficial
        ? await officialOverlap(database, data.sql, testSql, { subject, similarities, compared })
        : null,
    };
  }
  const splits = splitRows(table, description, split);
  const sizes = { train: splits.train.length, validation: splits.validation.length };
  if (isOfficial) {
    return {
      splitRows: { ...sizes, test: rowsOf(subject.lock, 'test') },
      splits,
      overlap: await officialOverlap(database, data.sql, testSql, {
        subject,
        similarities,
        compared,
      }),
    };
  }
  return {
    splitRows: { ...sizes, test: splits.test.length },
    splits,
    overlap: {
      ...splitOverlap(table, splits, description, split.strategy),
      texts: new Map(
        [...similarities].map(([column, similarity]) => {
          const texts = compared.get(column);
          const learned = [...splits.train, ...splits.validation];
          return [
            column,
            {
              near:
                texts === undefined || similarity === null
                  ? noRowsFound
                  : nearTestRows(texts, { learned, tested: [...splits.test], similarity }),
              newWords: newWords(table, splits, column),
            },
          ];
        }),
      ),
    },
  };
}

/** All rows as a table, from the sample where that is whole; `null` where they are too many, or not all readable. */
async function splitTable(
  database: Database,
  dataset: Dataset,
  data: Sources,
  read: Read,
  subject: Subject,
) {
  if (subject.missingColumns.length > 0) return null;
  if (read.sample.isWhole) return read.sample.table;
  const isReadable = [...read.stats.values()].every((stats) => stats.invalid === 0);
  const isOneFile = dataset.paths().data.length === 1;
  if (read.rowCount > SPLIT_ROWS || !isReadable || !isOneFile) return null;
  const isWhole = read.ruleRows.every((found, index) => {
    return subject.rules[index]?.check !== 'type' || found.count === 0;
  });
  return isWhole ? readTable(data.first.path, dataset.description, { database }) : null;
}

async function officialOverlap(
  database: Database,
  data: string,
  test: string,
  {
    subject,
    similarities,
    compared,
  }: {
    readonly subject: Subject;
    readonly similarities: ReadonlyMap<string, number | null>;
    readonly compared: ReadonlyMap<string, ComparedTexts>;
  },
): Promise<SplitOverlap> {
  const columnsOf = (role: string) => subject.columns.filter((column) => column.role === role);
  const groups = columnsOf('group');
  const namesOf = (columns: readonly ContractColumn[]) => columns.map(({ name }) => name);
  // Of more texts than can be compared, equal ones are counted.
  const texts = [...similarities.keys()].filter((column) => !compared.has(column));
  // One group-by answers them all.
  const [features = noRowsFound, ...others] = await fileOverlap(database, data, test, [
    hashSql(namesOf(columnsOf('feature'))),
    ...texts.map(
      (column) =>
        `CASE WHEN ${plainTextSql(column)} IS NOT NULL THEN hash(${plainTextSql(column)}) END`,
    ),
    ...(groups.length > 0 ? [hashSql(namesOf(groups))] : []),
  ]);
  const overlaps: [string, TextOverlap][] = [];
  for (const [column, similarity] of similarities) {
    const own = compared.get(column);
    const near =
      own === undefined
        ? (others[texts.indexOf(column)] ?? noRowsFound)
        : nearTestRows(own, { learned: null, tested: null, similarity: similarity ?? 1 });
    overlaps.push([column, { near, newWords: await newWordsOfFile(database, data, test, column) }]);
  }
  return {
    features,
    groups: groups.length > 0 ? (others.at(-1) ?? noRowsFound) : null,
    times: null,
    texts: new Map(overlaps),
  };
}

type TextNeed = Extract<Need, { readonly kind: 'texts' }>;

/** For each column that is compared the similarity that counts; `null` where only words are asked for. */
function similaritiesOf(needs: readonly TextNeed[]): ReadonlyMap<string, number | null> {
  const similarities = new Map<string, number | null>();
  for (const { column, similarity } of needs) {
    similarities.set(column, similarity ?? similarities.get(column) ?? null);
  }
  return similarities;
}
