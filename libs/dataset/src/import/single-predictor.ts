import type { Value } from '@create-mlops/contracts';

/** One-sided 99 % of the normal distribution. */
const z = 2.326;
/**
 * At most this share of the rows that the most frequent class gets wrong may stay wrong. Good features stay far
 * away: petal width in iris leaves 6 %, sex in titanic 55 %.
 */
const mostErrors = 0.02;

export type PredictorScore = {
  /** Rows answered wrongly by the column alone, each from the other half of the rows. */
  readonly errors: number;
  /** Rows that the most frequent class gets wrong. */
  readonly baselineErrors: number;
  readonly rows: number;
  /** Upper 99 % bound of the share of errors that stay; 1 or more for a useless column. */
  readonly bound: number;
};

/**
 * How well one column alone answers a class target: each half of the rows is answered from the other half by
 * the nearest value (equal value for words; missing is a value of its own).
 */
export function scorePredictor(values: readonly Value[], target: readonly Value[]): PredictorScore {
  const rows = target.map((_, row) => row).filter((row) => (target[row] ?? null) !== null);
  const majority = mostFrequent(rows.map((row) => target[row] ?? null));
  const baselineErrors = rows.filter((row) => target[row] !== majority).length;
  let errors = 0;
  for (const half of [0, 1]) {
    const learned = rows.filter((_, index) => index % 2 !== half);
    const answer = learn(learned, values, target, majority);
    for (const [index, row] of rows.entries()) {
      if (index % 2 === half && answer(values[row] ?? null) !== target[row]) errors++;
    }
  }
  return { errors, baselineErrors, rows: rows.length, bound: upperBound(errors, baselineErrors) };
}

/** Whether a column answers the target so well that it can hardly be known before the target is. */
export function isGiveaway(score: PredictorScore): boolean {
  return score.bound <= mostErrors;
}

function learn(
  rows: readonly number[],
  values: readonly Value[],
  target: readonly Value[],
  majority: Value,
): (value: Value) => Value {
  const outcomes = new Map<Value, Value[]>();
  for (const row of rows) {
    const value = values[row] ?? null;
    const known = outcomes.get(value);
    if (known === undefined) outcomes.set(value, [target[row] ?? null]);
    else known.push(target[row] ?? null);
  }
  const answers = new Map<Value, Value>();
  for (const [value, seen] of outcomes) answers.set(value, mostFrequent(seen));
  const numbers = [...answers.keys()].filter((value) => typeof value === 'number');
  numbers.sort((a, b) => a - b);
  return (value) => {
    const known = answers.get(value);
    if (known !== undefined) return known;
    if (typeof value !== 'number' || numbers.length === 0) return majority;
    return answers.get(nearest(numbers, value)) ?? majority;
  };
}

function nearest(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  const above = sorted[low] ?? 0;
  const below = sorted[low - 1] ?? above;
  return value - below <= above - value ? below : above;
}

function mostFrequent(values: readonly Value[]): Value {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: Value = null;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most) {
      best = value;
      most = count;
    }
  }
  return best;
}

/** Wilson's upper bound of a share. @see Wilson 1927 */
function upperBound(successes: number, trials: number): number {
  if (trials === 0 || successes >= trials) return 1;
  const share = successes / trials;
  const square = z * z;
  const spread = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return (share + square / (2 * trials) + spread) / (1 + square / trials);
}
