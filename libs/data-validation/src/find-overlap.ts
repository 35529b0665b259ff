import { type Database, type Dataset, readTable, splitRows } from '@create-mlops/dataset';
import type { Evidence, SplitOverlap, Subject } from './evidence.ts';
import { fileOverlap } from './file-overlap.ts';
import type { Read } from './read-data.ts';
import { splitOverlap } from './split-overlap.ts';
import { rowsOf, type Sources } from './subject.ts';

/** Above this, rows are not loaded to be split: the report's split sizes are then the shares asked for. */
const SPLIT_ROWS = 500_000;

/** How many rows each split has, and what the test split shares with the others. */
export async function findOverlap(
  database: Database,
  dataset: Dataset,
  data: Sources,
  testSql: string | null,
  read: Read,
  subject: Subject,
): Promise<Pick<Evidence, 'splitRows' | 'splits' | 'overlap'>> {
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
      overlap: isOfficial ? await officialOverlap(database, data.sql, testSql, subject) : null,
    };
  }
  const splits = splitRows(table, description, split);
  const sizes = { train: splits.train.length, validation: splits.validation.length };
  if (isOfficial) {
    return {
      splitRows: { ...sizes, test: rowsOf(subject.lock, 'test') },
      splits,
      overlap: await officialOverlap(database, data.sql, testSql, subject),
    };
  }
  return {
    splitRows: { ...sizes, test: splits.test.length },
    splits,
    overlap: splitOverlap(table, splits, description, split.strategy),
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
  subject: Subject,
): Promise<SplitOverlap> {
  const columnsOf = (role: string) => subject.columns.filter((column) => column.role === role);
  const groups = columnsOf('group');
  return {
    features: await fileOverlap(database, data, test, columnsOf('feature')),
    groups: groups.length > 0 ? await fileOverlap(database, data, test, groups) : null,
    times: null,
  };
}
