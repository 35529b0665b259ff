import type { ContractDescription, Table, Value } from '@create-mlops/contracts';
import { quantileSeven } from '@create-mlops/statistics';

/** Test rows that share a value of one column, or lie in the same part of a numeric one. */
export type Group = {
  /** `DE`, or `18 to 31` for a quarter. */
  readonly name: string;
  /** Row indices, 0-based. */
  readonly rows: readonly number[];
};

/** A numeric column with at most this many values is grouped by value. */
const FEW_VALUES = 8;

/** Rows without a value. */
export const missingGroup = 'missing';

/**
 * Divides rows by the values of a column; a numeric one with many values into parts of about equally many rows.
 *
 * @param options.parts of a numeric column; quarters by default.
 * @returns groups in order of their name or size; `null` when the table has no such column.
 */
export function groupRows(
  table: Table,
  column: string,
  { columns }: Pick<ContractDescription, 'columns'>,
  { parts = 4 }: { readonly parts?: number } = {},
): Group[] | null {
  const values = table.columns[column];
  if (values === undefined) return null;
  const kind = columns.find(({ name }) => name === column)?.kind;
  const isNumeric = kind === 'number' || kind === 'integer';
  const numbers = values.filter((value): value is number => typeof value === 'number');
  return isNumeric && new Set(numbers).size > FEW_VALUES
    ? equalParts(values, numbers, parts)
    : byValue(values);
}

function byValue(values: readonly Value[]): Group[] {
  const groups = new Map<string, number[]>();
  for (const [row, value] of values.entries()) {
    const name = value === null ? missingGroup : String(value);
    const rows = groups.get(name);
    if (rows === undefined) groups.set(name, [row]);
    else rows.push(row);
  }
  return [...groups]
    .map(([name, rows]) => ({ name, rows }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function equalParts(values: readonly Value[], numbers: readonly number[], parts: number): Group[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const shares = Array.from({ length: parts - 1 }, (_, index) => (index + 1) / parts);
  const cuts = [...new Set(shares.map((share) => quantileSeven(sorted, share)))];
  const rows: number[][] = Array.from({ length: cuts.length + 1 }, () => []);
  const missing: number[] = [];
  for (const [row, value] of values.entries()) {
    if (typeof value === 'number') rows[cuts.filter((cut) => value > cut).length]?.push(row);
    else missing.push(row);
  }
  const groups = rows
    .filter((part) => part.length > 0)
    .map((part) => {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const row of part) {
        const value = Number(values[row]);
        [least, most] = [Math.min(least, value), Math.max(most, value)];
      }
      return { name: `${short(least)} to ${short(most)}`, rows: part };
    });
  return missing.length === 0 ? groups : [...groups, { name: missingGroup, rows: missing }];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
