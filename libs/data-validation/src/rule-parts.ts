import { quoteName, rawColumnName } from '@create-mlops/dataset';
import type { SqlRule } from './compile/rule.ts';
import type { Subject } from './evidence.ts';
import type { ScanPart } from './scan-sql.ts';

/** A rule as a question of the scan; the values of columns marked `pii` are not shown. */
export function predicateOf(rule: SqlRule, subject: Pick<Subject, 'columns'>): ScanPart {
  const column = subject.columns.find((candidate) => candidate.name === rule.column);
  const isShown = column !== undefined && !column.pii && rule.check !== 'nullability';
  return {
    kind: 'predicate',
    violated: rule.violated,
    ...(rule.provedBy === undefined || rule.column === null
      ? {}
      : { provedBy: { column: rule.column, holds: rule.provedBy } }),
    ...(isShown ? { shown: cellText(column.name) } : {}),
  };
}

/** SQL of a cell as text: what it says when it does not cast; a whole number without `.0`. */
export function cellText(name: string): string {
  const cell = quoteName(name);
  return `coalesce(${quoteName(rawColumnName(name))}, regexp_replace(CAST(${cell} AS VARCHAR), '\\.0$', ''))`;
}
