import { normalQuantile } from '@create-mlops/statistics';

/** How likely a split of the planned size should decide a question that has an answer. */
const POWER = 0.8;

/** Standard errors between 0 and a one-sided bound of this confidence: 1.645 at 0.95. */
export function boundWidth(confidence: number): number {
  return normalQuantile(confidence);
}

/**
 * Standard errors that a difference must have for a test of this confidence to find it with 80 % power: 2.486 at 0.95.
 */
export function detectableWidth(confidence: number): number {
  return normalQuantile(confidence) + normalQuantile(POWER);
}

/**
 * How many rows would decide whether a value lies on its side of a limit, were value and spread to stay as they are;
 * `null` where no number would.
 *
 * @param distance between value and limit.
 * @param halfWidth between value and the bound on the limit's side.
 */
export function rowsToDecide(
  rows: number,
  { distance, halfWidth }: { readonly distance: number; readonly halfWidth: number },
  confidence: number,
): number | null {
  const widths = (halfWidth * detectableWidth(confidence)) / boundWidth(confidence) / distance;
  const needed = Math.ceil(rows * widths ** 2);
  return Number.isSafeInteger(needed) && needed > 0 && needed < LARGEST
    ? Math.max(needed, rows + 1)
    : null;
}

/** Beyond this a number of rows is no advice. */
const LARGEST = 1_000_000_000;
