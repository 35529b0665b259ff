import type { ColumnDrift, DetectorResult } from '@create-mlops/contracts';
import { shares } from '@create-mlops/statistics';
import type { Comparison } from './comparison.ts';

/** What has happened to one column, in its own numbers: `age: mean 44.1 → 57.9 (0.92 σ)`. */
export function columnSentence(
  column: string,
  comparison: Comparison,
  results: readonly DetectorResult[],
  verdict: ColumnDrift['verdict'],
): string {
  if (verdict === 'none') return `${column}: no change that matters`;
  const missing = results.find((result) => result.detector === 'missingRate');
  if (missing?.verdict === 'drift') return `${column}: ${missingChange(comparison)}`;
  const unseen = results.find((result) => result.detector === 'unseen');
  const suffix =
    unseen !== undefined && unseen.verdict === 'drift'
      ? `, ${percent(unseen.statistic)} of the values were never seen in training`
      : '';
  if (comparison.kind === 'numeric') {
    const { reference, current } = comparison;
    const mean = current.reduce((sum, value) => sum + value, 0) / Math.max(1, current.length);
    const effect = results.find((result) => result.detector === 'wasserstein')?.effect ?? 0;
    // Where the reference never varied there is no σ to count in.
    const how = reference.std > 0 ? `moved by ${short(effect)} σ` : 'where it never varied';
    return `${column}: mean ${short(reference.mean)} → ${short(mean)}, ${how}${suffix}`;
  }
  const { labels, reference, current } = comparison.bins;
  const [p, q] = [shares(reference), shares(current)];
  let largest = 0;
  for (const index of labels.keys()) {
    const gap = Math.abs((q[index] ?? 0) - (p[index] ?? 0));
    if (gap > Math.abs((q[largest] ?? 0) - (p[largest] ?? 0))) largest = index;
  }
  return `${column}: ${labels[largest]} ${percent(p[largest] ?? 0)} → ${percent(q[largest] ?? 0)}${suffix}`;
}

function missingChange({ reference, current, currentMissing }: Comparison): string {
  const present = current instanceof Float64Array ? current.length : current.count;
  const before = reference.missing / Math.max(1, reference.count + reference.missing);
  const now = currentMissing / Math.max(1, present + currentMissing);
  return `missing ${percent(before)} → ${percent(now)}`;
}

const short = (value: number) => String(Number(value.toPrecision(3)));
const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;
