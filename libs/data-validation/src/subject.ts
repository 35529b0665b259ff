import type { ContractColumn, DatasetLock } from '@create-mlops/contracts';
import {
  cellSql,
  type Database,
  type Dataset,
  momentSql,
  readSource,
  type Source,
  sourceSql,
} from '@create-mlops/dataset';
import { compileContract } from './compile/compile-contract.ts';
import type { Rule } from './compile/rule.ts';
import type { MomentText, Subject } from './evidence.ts';

/** The files of one part of the lock as one SELECT. */
export type Sources = {
  readonly sql: string;
  readonly first: Source;
  readonly isNumbered: boolean;
  readonly isOne: boolean;
};

/** Joins the files of one part; row numbers run on from file to file. */
export async function joinSources(
  database: Database,
  dataset: Dataset,
  paths: readonly string[],
  part: 'data' | 'test',
): Promise<Sources> {
  const files = dataset.readLock().files.filter((file) => file.part === part);
  const sources: Source[] = [];
  for (const path of paths) sources.push(await readSource(database, path));
  const [first] = sources;
  if (first === undefined) throw new Error(`the lock names no ${part} file`);
  let offset = 0;
  const selects = sources.map((source, index) => {
    const select = sourceSql(source, dataset.description, { moments: true });
    const numbered =
      offset === 0 ? select : `SELECT * REPLACE (__row + ${offset} AS __row) FROM (${select})`;
    offset += files[index]?.rows ?? 0;
    return numbered;
  });
  return {
    sql: selects.join(' UNION ALL BY NAME '),
    first,
    isNumbered: sources.every((source) => source.format === 'parquet'),
    isOne: sources.length === 1,
  };
}

/** What is known of the data before it is read. */
export function subjectOf(
  dataset: Dataset,
  sources: Sources,
  lock: DatasetLock,
  previousLock: DatasetLock | null,
  hasTestFile: boolean,
): Subject {
  const { description } = dataset;
  const source = sources.first;
  const fileColumns = source.columns.map((column) => column.name);
  const columns = description.columns.filter((column) => fileColumns.includes(column.name));
  const known = new Set(description.columns.map((column) => column.name));
  const present = new Set(columns.map((column) => column.name));
  const rules = compileContract(dataset.row, description).filter((rule) =>
    rule.how === 'row'
      ? rule.columns.every((name) => present.has(name))
      : rule.column === null || present.has(rule.column),
  );
  const sureRules = new Set(rules.filter((rule) => isSure(rule, sources, columns)));
  return {
    description,
    columns,
    fileColumns,
    missingColumns: [...known].filter((name) => !present.has(name)),
    unexpectedColumns: fileColumns.filter((name) => !known.has(name)),
    rules,
    sureRules,
    momentTexts: momentTextsOf(sources, columns),
    isNumbered: sources.isNumbered,
    lock,
    previousLock,
    strategy: dataset.split.strategy,
    hasTestFile,
  };
}

/** Moments that the file holds as such, so that their text need not be written to be judged. */
function momentTextsOf(sources: Sources, columns: readonly ContractColumn[]) {
  const texts = new Map<string, MomentText>();
  // Several files might have several types.
  if (!sources.isOne) return texts;
  for (const column of columns) {
    const type = sources.first.columns.find(({ name }) => name === column.name)?.type ?? '';
    const text = momentSql(column, sources.first.format, type)?.text ?? null;
    if (text === null) continue;
    const isZoned = type === 'TIMESTAMP WITH TIME ZONE' && column.kind === 'timestamp';
    texts.set(column.name, { sql: text, writtenAs: isZoned ? 'zoned' : 'local' });
  }
  return texts;
}

const sureness = ['nothing', 'casts', 'whole', 'exact'] as const;

/** Whether the file's own type already keeps a rule, in every file. */
function isSure(rule: Rule, sources: Sources, columns: readonly ContractColumn[]): boolean {
  const column = columns.find((candidate) => candidate.name === rule.column);
  if (column === undefined || rule.how === 'row' || rule.heldBy === undefined) return false;
  const type = sources.first.columns.find((candidate) => candidate.name === column.name)?.type;
  // Several files might have several types.
  if (type === undefined || !sources.isNumbered || !sources.isOne) return false;
  const { sure } = cellSql(column, sources.first.format, type);
  return sureness.indexOf(sure) >= sureness.indexOf(rule.heldBy);
}

/** Rows of one part, as the lock says. */
export function rowsOf(lock: DatasetLock, part: 'data' | 'test'): number {
  return lock.files.reduce((sum, file) => sum + (file.part === part ? file.rows : 0), 0);
}
