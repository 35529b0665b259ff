import { normalCdf, normalQuantile } from './normal.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

/** Points of one sample, row-major `[rows, width]`. */
export type Points = { readonly width: number; readonly values: Float32Array };

export type DomainClassifierResult = {
  /** Share of pairs (one of each sample) that the classifier orders rightly; 0.5 where the samples cannot be told apart. */
  readonly auc: number;
  /** One-sided lower bound of it. */
  readonly lower: number;
  /** One-sided: how likely such an AUC is when both samples come from one distribution. */
  readonly pValue: number;
};

/** Rows of each sample below which nothing is decided. */
const FEWEST = 10;
const STEPS = 80;
/** Pulls weights to zero: without it a wide representation is learned by heart. */
const PENALTY = 0.01;

/**
 * Can the two samples be told apart? A logistic regression on standardised dimensions is fitted on one half of both and
 * scores the other half. Those rows had no part in the fit, so under the null their scores are exchangeable and the AUC is
 * exactly a Mann–Whitney statistic; scores of several folds are not, and reject a true null twice as often as they say.
 *
 * @param reference, current at least 10 rows each: fewer give NaN.
 * @example
 * domainClassifier(normal(0), normal(0)).auc // about 0.5
 * @see Lopez-Paz & Oquab, 2017
 */
export function domainClassifier(
  reference: Points,
  current: Points,
  { seed = 7, confidence = 0.95 }: { readonly seed?: number; readonly confidence?: number } = {},
): DomainClassifierResult {
  const random = seededRandom(seed);
  const halves = [reference, current].map((points) => halve(points, random));
  const [first, second] = halves;
  const { width } = reference;
  if (!first || !second || width === 0 || Math.min(first.rows, second.rows) < FEWEST) {
    return { auc: Number.NaN, lower: Number.NaN, pValue: Number.NaN };
  }
  standardise([...first.seen, ...second.seen], [...first.unseen, ...second.unseen]);
  const weights = fit([first.seen, second.seen], width);
  const [a, b] = [first.unseen, second.unseen].map((rows) => rows.map((row) => dot(row, weights)));
  const pairs = first.unseen.length * second.unseen.length;
  const auc = orderedPairs(a ?? [], b ?? []) / pairs;
  const deviation = Math.sqrt((first.unseen.length + second.unseen.length + 1) / (12 * pairs));
  return {
    auc,
    lower: auc - normalQuantile(confidence) * deviation,
    pValue: normalCdf((0.5 - auc) / deviation),
  };
}

type Halves = {
  readonly rows: number;
  readonly seen: readonly Float32Array[];
  readonly unseen: readonly Float32Array[];
};

function halve({ width, values }: Points, random: () => number): Halves {
  const rows = width === 0 ? 0 : values.length / width;
  const order = Float64Array.from({ length: rows }, (_, row) => row);
  shuffle(order, random);
  const points = Array.from(order, (row) => values.slice(row * width, (row + 1) * width));
  return { rows, seen: points.slice(0, rows >> 1), unseen: points.slice(rows >> 1) };
}

function standardise(seen: readonly Float32Array[], unseen: readonly Float32Array[]): void {
  const width = seen[0]?.length ?? 0;
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  for (const row of seen) {
    for (let at = 0; at < width; at++) {
      const value = row[at] ?? 0;
      mean[at] = (mean[at] ?? 0) + value / seen.length;
      square[at] = (square[at] ?? 0) + (value * value) / seen.length;
    }
  }
  for (const row of [...seen, ...unseen]) {
    for (let at = 0; at < width; at++) {
      const centre = mean[at] ?? 0;
      const spread = Math.sqrt(Math.max(0, (square[at] ?? 0) - centre * centre));
      row[at] = spread > 1e-9 ? ((row[at] ?? 0) - centre) / spread : 0;
    }
  }
}

/** Logistic regression by gradient descent with momentum; both samples weigh the same, the last weight is the bias. */
function fit(samples: readonly (readonly Float32Array[])[], width: number): Float64Array {
  const weights = new Float64Array(width + 1);
  const velocity = new Float64Array(width + 1);
  const gradient = new Float64Array(width + 1);
  // The curvature of the loss is at most a quarter of the mean squared length of a row.
  const rate = 4 / (width + 1);
  for (let step = 0; step < STEPS; step++) {
    gradient.fill(0);
    for (const [label, rows] of samples.entries()) {
      const share = 0.5 / rows.length;
      for (const row of rows) {
        const error = (1 / (1 + Math.exp(-dot(row, weights))) - label) * share;
        for (let at = 0; at < width; at++) {
          gradient[at] = (gradient[at] ?? 0) + error * (row[at] ?? 0);
        }
        gradient[width] = (gradient[width] ?? 0) + error;
      }
    }
    for (let at = 0; at <= width; at++) {
      const slope = (gradient[at] ?? 0) + PENALTY * (weights[at] ?? 0);
      velocity[at] = 0.8 * (velocity[at] ?? 0) - rate * slope;
      weights[at] = (weights[at] ?? 0) + (velocity[at] ?? 0);
    }
  }
  return weights;
}

function dot(row: Float32Array, weights: Float64Array): number {
  let sum = weights[row.length] ?? 0;
  for (let at = 0; at < row.length; at++) sum += (row[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}

/** Pairs in which the second is larger; equal ones count half. */
function orderedPairs(first: readonly number[], second: readonly number[]): number {
  const sorted = Float64Array.from(first).sort();
  let sum = 0;
  for (const value of second) {
    const below = position(sorted, value, false);
    sum += below + (position(sorted, value, true) - below) / 2;
  }
  return sum;
}

/** How many of the sorted values are below `value`, or not above it. */
function position(sorted: Float64Array, value: number, isInclusive: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] ?? 0;
    if (at < value || (isInclusive && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
