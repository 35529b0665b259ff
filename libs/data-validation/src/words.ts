import type { RowsFound } from './need.ts';

/** A whole number with thousands separators. @example countText(5000) // '5,000' */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** @example rowsText(1) // '1 row' */
export function rowsText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'row' : 'rows'}`;
}

/** A share as percent, three significant digits. @example shareText(0.03) // '3 %' */
export function shareText(share: number): string {
  return `${numberText(share * 100, 3)} %`;
}

/** A number short enough to read. @example numberText(1234.5678) // '1234.57' */
export function numberText(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)));
}

/** How many rows failed, in which way, and the first of them. @example '1 row above 100 (row 17: 150)' */
export function failingText(found: RowsFound, failing: string, place = 'row'): string {
  const first = found.rows[0];
  const value = found.first === null ? '' : `: ${shorten(found.first)}`;
  const where =
    first === undefined ? '' : ` (${found.count > 1 ? 'first ' : ''}${place} ${first}${value})`;
  return `${rowsText(found.count)} ${failing}${where}`;
}

function shorten(text: string): string {
  const line = JSON.stringify(text).slice(1, -1);
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** @example limitsText({ min: 500 }) // 'at least 500' */
export function limitsText(
  limits: { readonly min?: number | undefined; readonly max?: number | undefined },
  show: (value: number) => string = numberText,
): string {
  const { min, max } = limits;
  if (min !== undefined && max !== undefined) return `${show(min)} to ${show(max)}`;
  if (min !== undefined) return `at least ${show(min)}`;
  return max === undefined ? 'any' : `at most ${show(max)}`;
}

/** Whether a value keeps to its limits; a missing limit is none. */
export function isWithin(
  value: number,
  limits: { readonly min?: number | undefined; readonly max?: number | undefined },
): boolean {
  return (
    value >= (limits.min ?? Number.NEGATIVE_INFINITY) &&
    value <= (limits.max ?? Number.POSITIVE_INFINITY)
  );
}
