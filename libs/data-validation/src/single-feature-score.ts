import type { ContractDescription, Value } from '@create-mlops/contracts';

/** Up to this many distinct values a feature is looked at value by value, also when it is a number. */
const FEW_VALUES = 20;

export type FeatureScore = { readonly score: number; readonly method: string };

/**
 * How well one feature alone tells the target: 0 is no better than guessing, 1 is giving it away.
 *
 * Few values or text: the share of rows that the majority class of their value gets right, of those that the
 * overall majority class gets wrong (a value seen once tells nothing). Numbers: the area under the ROC curve, mean over
 * the classes. Regression: R² of a straight line. `null` where there is nothing to measure.
 */
export function singleFeatureScore(
  feature: readonly Value[],
  target: readonly Value[],
  problem: ContractDescription['problem'],
): FeatureScore | null {
  const pairs = feature
    .map((value, row) => [value, target[row] ?? null] as const)
    .filter(([, y]) => y !== null);
  if (problem === 'regression') return straightLine(pairs);
  const isNumber = feature.every((value) => value === null || typeof value === 'number');
  const distinct = new Set(feature).size;
  if (isNumber && distinct > FEW_VALUES) return areaUnderCurve(pairs);
  return purity(pairs);
}

type Pair = readonly [value: Value, target: Value];

function purity(pairs: readonly Pair[]): FeatureScore | null {
  const counts = new Map<string, Map<string, number>>();
  const classes = new Map<string, number>();
  for (const [value, y] of pairs) {
    const own = counts.get(String(value)) ?? new Map<string, number>();
    own.set(String(y), (own.get(String(y)) ?? 0) + 1);
    counts.set(String(value), own);
    classes.set(String(y), (classes.get(String(y)) ?? 0) + 1);
  }
  const base = Math.max(0, ...classes.values()) / pairs.length;
  if (pairs.length === 0 || base === 1) return null;
  let right = 0;
  for (const own of counts.values()) {
    const rows = [...own.values()].reduce((sum, count) => sum + count, 0);
    right += rows === 1 ? base : Math.max(...own.values());
  }
  return {
    score: Math.max(0, (right / pairs.length - base) / (1 - base)),
    method: 'share of errors that its values remove',
  };
}

function areaUnderCurve(pairs: readonly Pair[]): FeatureScore | null {
  const rows = pairs.filter(
    (pair): pair is readonly [number, Value] => typeof pair[0] === 'number',
  );
  rows.sort(([a], [b]) => a - b);
  const classes = [...new Set(rows.map(([, y]) => y))];
  if (classes.length < 2) return null;
  // Mean rank of each row, ties sharing theirs.
  const ranks: number[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to < rows.length && rows[to]?.[0] === rows[from]?.[0]) to += 1;
    for (let at = from; at < to; at += 1) ranks.push((from + to + 1) / 2);
    from = to;
  }
  const areas = classes.map((name) => {
    let rankSum = 0;
    let positives = 0;
    rows.forEach(([, y], at) => {
      if (y !== name) return;
      rankSum += ranks[at] ?? 0;
      positives += 1;
    });
    const negatives = rows.length - positives;
    const area = (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
    return Math.max(area, 1 - area);
  });
  return { score: areas.reduce((sum, area) => sum + area, 0) / areas.length, method: 'AUC' };
}

function straightLine(pairs: readonly Pair[]): FeatureScore | null {
  const rows = pairs.filter(
    (pair): pair is readonly [number, number] =>
      typeof pair[0] === 'number' && typeof pair[1] === 'number',
  );
  if (rows.length < 3) return null;
  const mean = (index: 0 | 1) => rows.reduce((sum, row) => sum + row[index], 0) / rows.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [x, y] of rows) {
    xy += (x - meanX) * (y - meanY);
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
  }
  return xx === 0 || yy === 0 ? null : { score: xy ** 2 / (xx * yy), method: 'R²' };
}
