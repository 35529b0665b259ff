import type { Judgement } from './check.ts';
import type { ContractCheck, Rule } from './compile/rule.ts';
import type { ColumnStats, Evidence } from './evidence.ts';
import { noRowsFound, ROWS_SHOWN, type RowsFound } from './need.ts';
import { judgeShare, type Tolerance } from './tolerance.ts';
import { failingText, rowsText } from './words.ts';

/**
 * Judges the contract's rules that belong to one check, one judgement per column. The rows of an official test file
 * are judged too, and named when they fail.
 */
export function judgeRules(
  evidence: Evidence,
  check: ContractCheck,
  tolerance: Tolerance,
): Judgement[] {
  const data = judgePart(
    evidence,
    check,
    tolerance,
    evidence.ruleRows,
    evidence.rowCount,
    evidence.stats,
  );
  const { test } = evidence;
  if (test === null) return data;
  const tested = judgePart(evidence, check, tolerance, test.ruleRows, test.rowCount, test.stats)
    .filter((judgement) => judgement.holds !== true)
    .map((judgement) => ({ ...judgement, received: `${test.name}: ${judgement.received}` }));
  return [...data, ...tested];
}

function judgePart(
  evidence: Evidence,
  check: ContractCheck,
  tolerance: Tolerance,
  found: readonly RowsFound[],
  rowCount: number,
  stats: ReadonlyMap<string, ColumnStats>,
): Judgement[] {
  const byColumn = new Map<string | null, [Rule, RowsFound][]>();
  evidence.rules.forEach((rule, index) => {
    if (rule.check !== check) return;
    const list = byColumn.get(rule.column) ?? [];
    list.push([rule, found[index] ?? noRowsFound]);
    byColumn.set(rule.column, list);
  });
  return [...byColumn].map(([column, rules]) => {
    const failing = rules.filter(([, rows]) => rows.count > 0);
    const count = failing.reduce((sum, [, rows]) => sum + rows.count, 0);
    const own = column === null ? undefined : stats.get(column);
    // Only a rule on missing cells is about rows without a value.
    const total = own === undefined || check === 'nullability' ? rowCount : own.count + own.invalid;
    return {
      column,
      holds: judgeShare(count, total, tolerance),
      reason: rules[0]?.[0].reason ?? 'rule',
      expected: expectedText(rules.map(([rule]) => rule.expected)),
      received:
        count === 0
          ? `${rowsText(total)} as expected`
          : failing.map(([rule, rows]) => failingText(rows, rule.failing)).join(', '),
      count,
      rows: [...new Set(failing.flatMap(([, rows]) => rows.rows))]
        .sort((a, b) => a - b)
        .slice(0, ROWS_SHOWN),
    };
  });
}

/** All limits of a column in one line; that an integer must be exact goes without saying beside tighter ones. */
function expectedText(expected: readonly string[]): string {
  const distinct = [...new Set(expected)];
  const tight = distinct.filter((text) => text !== 'an exact integer');
  return (tight.length > 0 ? tight : distinct).join(', ');
}
