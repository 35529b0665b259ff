import type { ColumnSummary } from './file-profile.ts';

/** Share of the width seen that new values may lie outside on either side. */
const headRoom = 0.1;
/** 0.2 + 0.02 must not round up to 0.23. */
const roundingError = 1e-6;

/**
 * Inclusive bounds for new values: a tenth of the range seen is added on both sides and rounded outwards to two
 * digits of the range. What was never negative stays so; a share of one stays within one; 0/1 stays 0/1.
 *
 * @example ages seen from 0.42 to 80 give 0 to 88
 */
export function inferRange(
  column: Pick<ColumnSummary, 'kind' | 'minimum' | 'maximum'>,
): { readonly minimum: number; readonly maximum: number } | null {
  const { minimum, maximum, kind } = column;
  if (minimum === null || maximum === null) return null;
  if (kind !== 'number' && kind !== 'integer') return null;
  const isInteger = kind === 'integer';
  if (isInteger && minimum === 0 && maximum === 1) return { minimum, maximum };
  const span = maximum - minimum || Math.abs(maximum) || 1;
  const digits = Math.floor(Math.log10(span)) - 1;
  const places = isInteger ? Math.max(0, digits) : digits;
  const margin = span * headRoom;
  let low = roundTo(minimum - margin, places, (value) => Math.floor(value + roundingError));
  let high = roundTo(maximum + margin, places, (value) => Math.ceil(value - roundingError));
  if (minimum >= 0) low = Math.max(0, low);
  if (maximum <= 0 && minimum < 0) high = Math.min(0, high);
  const isShare = !isInteger && minimum >= 0 && maximum <= 1 && maximum > 0.9;
  if (isShare) high = Math.min(1, high);
  low = Math.min(low, minimum);
  high = Math.max(high, maximum);
  if (!isInteger) return { minimum: low, maximum: high };
  return {
    minimum: Math.max(Number.MIN_SAFE_INTEGER, low),
    maximum: Math.min(Number.MAX_SAFE_INTEGER, high),
  };
}

/** Rounds to a power of ten through the decimal text, so that 0.1 steps do not print as 8.299999999999999. */
function roundTo(value: number, places: number, round: (value: number) => number): number {
  const scaled = round(Number(`${value}e${-places}`) || value / 10 ** places);
  const result = Number(`${scaled}e${places}`);
  return Number.isFinite(result) ? result + 0 : value;
}
