import type { ContractColumn, Value } from '@create-mlops/contracts';
import type { Database } from '@create-mlops/dataset';
import { columnParts, readStats } from './column-parts.ts';
import type { ColumnStats, Sample, Subject } from './evidence.ts';
import { type Need, noRowsFound, type RowsFound } from './need.ts';
import { scanRowRules } from './row-rules.ts';
import { predicateOf } from './rule-parts.ts';
import { readSample, sampleParts } from './sample.ts';
import { type ScanAnswers, scan } from './scan.ts';
import type { ScanPart } from './scan-sql.ts';

/** What one scan answers. */
export type Read = {
  readonly rowCount: number;
  readonly stats: ReadonlyMap<string, ColumnStats>;
  readonly sample: Sample;
  readonly found: (key: string) => RowsFound;
  readonly value: (key: string) => number | null;
  readonly ruleRows: readonly RowsFound[];
};

/** Asks everything in one aggregate scan, and zod for the rules that SQL cannot decide. */
export async function readAll(
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
  const { columns, momentTexts } = subject;
  const sampleAt = put(sampleParts(columns, expectedRows, momentTexts));
  const columnAt = new Map(
    columns.map((column) => [column.name, put(columnParts(column, momentTexts))]),
  );
  const statsOf = (
    column: ContractColumn,
    { rowCount, value }: Pick<ScanAnswers, 'rowCount' | 'value'>,
    sampled: readonly Value[],
  ) => {
    const at = columnAt.get(column.name) ?? 0;
    const { length } = columnParts(column, momentTexts);
    const cells = Array.from({ length }, (_, part) => value(at + part));
    return readStats(column, rowCount, cells, sampled, momentTexts);
  };
  const ruleAt = subject.rules.map((rule) =>
    rule.how === 'sql' && !subject.sureRules.has(rule) ? put([predicateOf(rule, subject)]) : -1,
  );
  const needAt = new Map<string, number>();
  for (const need of needs) {
    if (need.kind === 'derived') put([need]);
    else if (need.kind === 'predicate' || need.kind === 'value') needAt.set(need.key, put([need]));
  }
  const answers = await scan(database, sql, parts, {
    isNumbered: subject.isNumbered,
    isProved: ({ column: name, holds }, first) => {
      const column = columns.find((candidate) => candidate.name === name);
      return column !== undefined && holds(statsOf(column, first, []));
    },
  });
  const rowRules = await scanRowRules(database, sql, subject.rules);
  const sample = readSample(columns, answers, sampleAt);
  const stats = columns.map(
    (column) =>
      [column.name, statsOf(column, answers, sample.table.columns[column.name] ?? [])] as const,
  );
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

function rowsAt(answers: ScanAnswers, index: number | undefined): RowsFound {
  return index === undefined || index < 0 ? noRowsFound : answers.rows(index);
}

function numberAt(answers: ScanAnswers, index: number | undefined): number | null {
  const value = index === undefined ? null : answers.value(index);
  return value === null ? null : Number(value);
}
