import type { CategoricalProfile, NumericProfile, Value } from '@create-mlops/contracts';
import { populationStabilityIndex } from '@create-mlops/statistics';
import { sketchSteps, sortedNumbers, summarizeColumn } from './summarize-column.ts';

/** Bins of reference quantiles, the credit-scoring convention. */
const quantileBins = 10;

/** One column on both sides, in the form that its detectors read. */
export type NumericComparison = {
  readonly kind: 'numeric';
  readonly reference: NumericProfile;
  /** Sorted, without missing values. */
  readonly current: Float64Array;
  readonly currentMissing: number;
  /** Counts per bin of reference quantiles, with values below and above the reference in bins of their own. */
  readonly bins: BinnedCounts;
};
export type CategoricalComparison = {
  readonly kind: 'categorical';
  readonly reference: CategoricalProfile;
  readonly current: CategoricalProfile;
  readonly currentMissing: number;
  /** Counts per category that either side has; the reference's unnamed rest is a bin of its own. */
  readonly bins: BinnedCounts;
};
export type Comparison = NumericComparison | CategoricalComparison;

export type BinnedCounts = {
  readonly labels: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
};

/** Puts a window's values beside the reference. */
export function compareColumn(
  reference: NumericProfile | CategoricalProfile,
  values: readonly Value[],
): Comparison {
  if (reference.kind === 'numeric') {
    const current = sortedNumbers(values);
    return {
      kind: 'numeric',
      reference,
      current,
      currentMissing: values.length - current.length,
      bins: binNumbers(reference, current),
    };
  }
  const current = summarizeColumn(values, false);
  if (current.kind !== 'categorical') throw new TypeError('A category was summarized as numbers.');
  return {
    kind: 'categorical',
    reference,
    current,
    currentMissing: current.missing,
    bins: binCategories(reference, current),
  };
}

function binNumbers(reference: NumericProfile, current: Float64Array): BinnedCounts {
  const { quantiles, count } = reference;
  if (count === 0) return { labels: [], reference: [], current: [] };
  const low = quantiles[0] ?? 0;
  const high = quantiles.at(-1) ?? 0;
  const inner = Array.from(
    { length: quantileBins - 1 },
    (_, index) => quantiles[Math.round(((index + 1) * sketchSteps) / quantileBins)] ?? 0,
  );
  const edges = [...new Set(inner)].filter((edge) => edge > low && edge < high);
  const bounds = [low, ...edges, high];
  // Shares of the sketch between two edges: where values repeat, bins are not equally full.
  const belowEdge = edges.map((edge) => quantiles.filter((value) => value < edge).length);
  const cumulative = [0, ...belowEdge, quantiles.length];
  const inside = cumulative
    .slice(1)
    .map((position, index) => ((position - (cumulative[index] ?? 0)) / quantiles.length) * count);
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (const value of current) {
    let bin = 0;
    if (value < low) bin = 0;
    else if (value > high) bin = bounds.length;
    else {
      bin = 1;
      while (bin < bounds.length - 1 && value >= (bounds[bin] ?? 0)) bin++;
    }
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const show = (value: number) => String(Number(value.toPrecision(4)));
  return {
    labels: [
      `< ${show(low)}`,
      ...bounds.slice(1).map((edge, index) => `${show(bounds[index] ?? 0)} – ${show(edge)}`),
      `> ${show(high)}`,
    ],
    reference: [0, ...inside, 0],
    current: counts,
  };
}

function binCategories(reference: CategoricalProfile, current: CategoricalProfile): BinnedCounts {
  const known = Object.keys(reference.counts);
  const knownSet = new Set(known);
  // With an unnamed rest in the reference, an unknown name may belong to it.
  const unknown = Object.keys(current.counts).filter((name) => !knownSet.has(name));
  const hasRest = reference.otherCount > 0;
  const labels = hasRest ? [...known, 'other'] : [...known, ...unknown];
  const unknownCount = unknown.reduce((sum, name) => sum + (current.counts[name] ?? 0), 0);
  return {
    labels,
    reference: labels.map((name, index) =>
      hasRest && index === labels.length - 1 ? reference.otherCount : (reference.counts[name] ?? 0),
    ),
    current: labels.map((name, index) =>
      hasRest && index === labels.length - 1
        ? unknownCount + current.otherCount
        : (current.counts[name] ?? 0),
    ),
  };
}

/**
 * Shares of both sides with half a count added per bin and renormalised (Jeffreys), so that an empty bin is no infinity.
 */
export function smoothedShares(bins: BinnedCounts): { readonly p: number[]; readonly q: number[] } {
  const smooth = (counts: readonly number[]) => {
    const total = counts.reduce((sum, count) => sum + count, 0) + counts.length / 2;
    return counts.map((count) => (count + 0.5) / total);
  };
  return { p: smooth(bins.reference), q: smooth(bins.current) };
}

/** PSI of the smoothed shares. */
export function smoothedPsi(bins: BinnedCounts): number {
  const { p, q } = smoothedShares(bins);
  return populationStabilityIndex(p, q);
}
