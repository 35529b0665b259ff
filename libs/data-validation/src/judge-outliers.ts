import type { Judgement } from './check.ts';
import type { Evidence } from './evidence.ts';
import { ROWS_SHOWN } from './need.ts';
import { numberText, rowsText, shareText } from './words.ts';

/** Judges the share of values outside [low, high]: of all rows, or of the sample where the data is larger. */
export function judgeOutliers(
  evidence: Evidence,
  name: string,
  low: number,
  high: number,
  max: number,
): Judgement {
  const values = evidence.sample.table.columns[name] ?? [];
  const outside: number[] = [];
  let total = 0;
  values.forEach((value, index) => {
    if (typeof value !== 'number') return;
    total += 1;
    if (value < low || value > high) outside.push(evidence.sample.rowNumbers[index] ?? 0);
  });
  const share = total === 0 ? 0 : outside.length / total;
  const of = evidence.sample.isWhole ? '' : ` of ${rowsText(total)} drawn`;
  const holds = share <= max;
  return {
    column: name,
    holds,
    reason: 'outliers',
    expected: `at most ${shareText(max)} outside ${numberText(low)} to ${numberText(high)}`,
    received: `${shareText(share)} outside (${rowsText(outside.length)}${of})`,
    count: outside.length,
    rows: holds ? [] : outside.slice(0, ROWS_SHOWN),
  };
}
