import { max, min } from 'simple-statistics';
import { linearScale } from '../drawing/linear-scale.ts';

/** Bins of equal, round width over errors, with zero on an edge. Without errors there are no bins. */
export function residualBins(errors: readonly number[]): { edges: number[]; counts: number[] } {
  if (errors.length === 0) return { edges: [], counts: [] };
  const values = [...errors];
  const edges = [...linearScale([min(values), max(values)], [0, 1], { ticks: 24 }).ticks];
  const counts = edges.slice(1).map(() => 0);
  for (const error of errors) {
    const at = edges.findLastIndex((edge) => edge <= error);
    const bin = Math.min(Math.max(at, 0), counts.length - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { edges, counts };
}
