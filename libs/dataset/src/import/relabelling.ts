import type { Value } from '@create-mlops/contracts';

/** A coincidence of this chance is no coincidence, however small the sample. */
const leastLogOdds = 5;

/**
 * Whether `values` are `target` in other words: every value goes with one class and every class with one value,
 * in all rows. Whether that could be chance is decided by the number of ways in which the classes could have
 * been dealt to the rows: it must exceed 10⁵.
 *
 * @returns how the words correspond (`no = 0, yes = 1`); `null` when they do not
 */
export function relabelling(values: readonly Value[], target: readonly Value[]): string | null {
  const toClass = new Map<Value, Value>();
  const toValue = new Map<Value, Value>();
  const counts = new Map<Value, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? null;
    const outcome = target[row] ?? null;
    if (outcome === null) continue;
    const knownClass = toClass.get(value);
    const knownValue = toValue.get(outcome);
    if (knownClass === undefined && knownValue === undefined) {
      toClass.set(value, outcome);
      toValue.set(outcome, value);
    } else if (knownClass !== outcome || knownValue !== value) return null;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  if (counts.size < 2 || logArrangements([...counts.values()]) < leastLogOdds) return null;
  const pairs = [...toClass].slice(0, 4).map(([value, outcome]) => `${show(value)} = ${outcome}`);
  return pairs.join(', ') + (toClass.size > 4 ? ', …' : '');
}

function show(value: Value): string {
  return value === null ? '(missing)' : String(value);
}

/** log10 of the multinomial coefficient. */
function logArrangements(counts: readonly number[]): number {
  const logFactorial = (n: number): number => {
    let sum = 0;
    for (let factor = 2; factor <= n; factor++) sum += Math.log10(factor);
    return sum;
  };
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((rest, count) => rest - logFactorial(count), logFactorial(total));
}
