/**
 * Benjamini–Hochberg adjusted p-values, in the order given: rejecting those at or below q keeps the expected share of false
 * alarms among the alarms at q.
 *
 * @example benjaminiHochberg([0.01, 0.02, 0.03]) // [0.03, 0.03, 0.03]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const n = pValues.length;
  const order = descending(pValues);
  const adjusted = new Array<number>(n).fill(1);
  let smallest = 1;
  for (const [position, index] of order.entries()) {
    smallest = Math.min(smallest, ((pValues[index] ?? 1) * n) / (n - position));
    adjusted[index] = smallest;
  }
  return adjusted;
}

/** Holm's adjusted p-values, in the order given: rejecting those at or below α keeps the chance of any false alarm at α. */
export function holm(pValues: readonly number[]): number[] {
  const n = pValues.length;
  const order = descending(pValues).reverse();
  const adjusted = new Array<number>(n).fill(1);
  let largest = 0;
  for (const [position, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues[index] ?? 1) * (n - position)));
    adjusted[index] = largest;
  }
  return adjusted;
}

function descending(values: readonly number[]): number[] {
  return values.map((_, index) => index).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
}
