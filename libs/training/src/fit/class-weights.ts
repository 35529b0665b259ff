/**
 * How much one row of each class counts in the loss. `balanced` gives rows / (classes seen × rows of the class), whose
 * mean over all rows is 1; a class without rows gets 0.
 * @param labels class index per row.
 * @example
 * classWeights(Int32Array.of(0, 0, 0, 1), 2, 'balanced'); // [0.667, 2]
 */
export function classWeights(
  labels: Int32Array,
  classes: number,
  mode: 'none' | 'balanced',
): readonly number[] {
  if (mode === 'none') return new Array<number>(classes).fill(1);
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const seen = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 0 : labels.length / (seen * count)));
}
