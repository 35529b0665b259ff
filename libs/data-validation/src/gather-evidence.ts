import type { ContractColumn, DatasetLock } from '@create-mlops/contracts';
import {
  type Cell,
  cellSql,
  type Database,
  type Dataset,
  readSource,
  readTable,
  type Source,
  sourceSql,
  splitRows,
} from '@create-mlops/dataset';
import type { PreparedCheck } from './check.ts';
import { columnParts, readStats } from './column-parts.ts';
import { compileContract } from './compile/compile-contract.ts';
import type { Rule } from './compile/rule.ts';
import type { ColumnStats, Evidence, Sample, SplitOverlap, Subject } from './evidence.ts';
import { fileOverlap } from './file-overlap.ts';
import { findGroups } from './find-groups.ts';
import { type Need, noRowsFound, type RowsFound } from './need.ts';
import { scanRowRules } from './row-rules.ts';
import { predicateOf } from './rule-parts.ts';
import { readSample, sampleParts } from './sample.ts';
import { type ScanAnswers, scan } from './scan.ts';
import type { ScanPart } from './scan-sql.ts';
import { splitOverlap } from './split-overlap.ts';

/** Above this, rows are not loaded to be split: the report's split sizes are then the shares asked for. */
const SPLIT_ROWS = 500_000;

type Sources = {
  readonly sql: string;
  readonly first: Source;
  readonly isNumbered: boolean;
  readonly isOne: boolean;
};

/** Reads the data once (and groups it at most three times) and answers everything that the checks need. */
export async function gatherEvidence(
  database: Database,
  dataset: Dataset,
  options: { readonly previousLock: DatasetLock | null },
  checks: readonly PreparedCheck[],
): Promise<Evidence> {
  const lock = dataset.readLock();
  const paths = dataset.paths();
  const data = await joinSources(database, dataset, paths.data, 'data');
  const subject = subjectOf(dataset, data, lock, options.previousLock, paths.test.length > 0);
  const needs = checks.flatMap((check) => check.needs(subject));
  const expectedRows = rowsOf(lock, 'data');
  const read = await readAll(database, data.sql, subject, needs, expectedRows);
  const groups = await findGroups(database, data, needs.filter(isGroupNeed));

  const test =
    paths.test.length > 0 ? await readTest(database, dataset, subject, paths.test) : null;
  const overlap = await findOverlap(database, dataset, data, test?.sql ?? null, read, subject);
  return {
    ...subject,
    rowCount: read.rowCount,
    stats: read.stats,
    sample: read.sample,
    found: (key) => groups.get(key) ?? read.found(key),
    value: read.value,
    ruleRows: read.ruleRows,
    test: test?.evidence ?? null,
    ...overlap,
  };
}

async function joinSources(
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
    const select = sourceSql(source, dataset.description);
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

function subjectOf(
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
    isNumbered: sources.isNumbered,
    lock,
    previousLock,
    strategy: dataset.split.strategy,
    hasTestFile,
  };
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

type Read = {
  readonly rowCount: number;
  readonly stats: ReadonlyMap<string, ColumnStats>;
  readonly sample: Sample;
  readonly found: (key: string) => RowsFound;
  readonly value: (key: string) => number | null;
  readonly ruleRows: readonly RowsFound[];
};

async function readAll(
  database: Database,
  sql: string,
  subject: Subject,
  needs: readonly Need[],
  expectedRows: number,
): Promise<Read> {
  const parts: ScanPart[] = [];
  const put = (added: readonly ScanPart[]) => {
    parts.push(...added);
    return parts.length - added.length;
  };
  const sampleAt = put(sampleParts(subject.columns, expectedRows));
  const columnAt = subject.columns.map((column) => put(columnParts(column)));
  const ruleAt = subject.rules.map((rule) =>
    rule.how === 'sql' && !subject.sureRules.has(rule) ? put([predicateOf(rule, subject)]) : -1,
  );
  const needAt = new Map<string, number>();
  for (const need of needs) {
    if (need.kind === 'derived') put([need]);
    else if (need.kind === 'predicate' || need.kind === 'value') needAt.set(need.key, put([need]));
  }
  const answers = await scan(database, sql, parts, subject.isNumbered);
  const rowRules = await scanRowRules(database, sql, subject.rules);
  const sample = readSample(subject.columns, answers, sampleAt);
  const stats = subject.columns.map((column, index) => {
    const at = columnAt[index] ?? 0;
    const sampled = sample.table.columns[column.name] ?? [];
    const length = columnParts(column).length;
    const cells: Cell[] = Array.from({ length }, (_, k) => answers.value(at + k));
    return [column.name, readStats(column, answers.rowCount, cells, sampled)] as const;
  });
  return {
    rowCount: answers.rowCount,
    stats: new Map(stats),
    sample,
    found: (key) => rowsAt(answers, needAt.get(key)),
    value: (key) => numberAt(answers, needAt.get(key)),
    ruleRows: subject.rules.map(
      (rule, index) => rowRules.get(rule) ?? rowsAt(answers, ruleAt[index]),
    ),
  };
}

async function readTest(
  database: Database,
  dataset: Dataset,
  subject: Subject,
  paths: readonly string[],
) {
  const test = await joinSources(database, dataset, paths, 'test');
  const own = subjectOf(dataset, test, subject.lock, null, true);
  const read = await readAll(database, test.sql, own, [], rowsOf(subject.lock, 'test'));
  const ruleRows = subject.rules.map((rule) => {
    const at = own.rules.findIndex(
      (other) =>
        other.column === rule.column &&
        other.check === rule.check &&
        other.expected === rule.expected,
    );
    return read.ruleRows[at] ?? noRowsFound;
  });
  const name =
    subject.lock.files
      .find((file) => file.part === 'test')
      ?.path.split('/')
      .at(-1) ?? '';
  return {
    sql: test.sql,
    evidence: {
      rowCount: read.rowCount,
      name,
      ruleRows,
      stats: read.stats,
      missingColumns: own.missingColumns,
    },
  };
}

async function findOverlap(
  database: Database,
  dataset: Dataset,
  data: Sources,
  testSql: string | null,
  read: Read,
  subject: Subject,
): Promise<Pick<Evidence, 'splitRows' | 'overlap'>> {
  const { description, split } = dataset;
  const isOfficial = split.strategy === 'official' && testSql !== null;
  const table = await splitTable(database, dataset, data, read, subject);
  if (table === null) {
    const test = isOfficial ? rowsOf(subject.lock, 'test') : Math.round(read.rowCount * split.test);
    const validation = Math.round(read.rowCount * split.validation);
    const train = read.rowCount - validation - (isOfficial ? 0 : test);
    return {
      splitRows: { train, validation, test },
      overlap: isOfficial ? await officialOverlap(database, data.sql, testSql, subject) : null,
    };
  }
  const splits = splitRows(table, description, split);
  const sizes = { train: splits.train.length, validation: splits.validation.length };
  if (isOfficial) {
    return {
      splitRows: { ...sizes, test: rowsOf(subject.lock, 'test') },
      overlap: await officialOverlap(database, data.sql, testSql, subject),
    };
  }
  return {
    splitRows: { ...sizes, test: splits.test.length },
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

function isGroupNeed(need: Need): need is Extract<Need, { readonly kind: 'keys' | 'dependency' }> {
  return need.kind === 'keys' || need.kind === 'dependency';
}

function rowsAt(answers: ScanAnswers, index: number | undefined): RowsFound {
  return index === undefined || index < 0 ? noRowsFound : answers.rows(index);
}

function numberAt(answers: ScanAnswers, index: number | undefined): number | null {
  const value = index === undefined ? null : answers.value(index);
  return value === null ? null : Number(value);
}

function rowsOf(lock: DatasetLock, part: 'data' | 'test'): number {
  return lock.files.reduce((sum, file) => sum + (file.part === part ? file.rows : 0), 0);
}
