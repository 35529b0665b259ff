import type { ColumnPicture, Value } from '@create-mlops/contracts';
import { isNumeric } from './column-parts.ts';
import type { ColumnStats, Evidence } from './evidence.ts';

const BINS = 20;
const TOP_VALUES = 20;

/**
 * The pictures of all columns the file has. Where the sample is not the whole data, its counts are scaled up to it.
 * Columns marked `pii`, and ids, show no values.
 */
export function drawColumns(evidence: Evidence): ColumnPicture[] {
  return [...evidence.stats.values()].map((stats) => {
    const { column } = stats;
    const values = (evidence.sample.table.columns[column.name] ?? []).filter(
      (value) => value !== null,
    );
    const scale = values.length === 0 ? 1 : stats.count / values.length;
    const isHidden = column.pii || column.role === 'id' || column.kind === 'image';
    return {
      name: column.name,
      kind: column.kind,
      role: column.role,
      missing: stats.missing,
      distinct: stats.distinct,
      minimum: stats.minimum,
      maximum: stats.maximum,
      mean: stats.mean,
      std: stats.std,
      histogram: isNumeric(column) ? histogram(stats, values, scale) : null,
      ...(column.kind === 'text' && column.role === 'feature'
        ? { lengths: lengthsOf(values, scale) }
        : {}),
      top: isNumeric(column) || isHidden ? [] : topValues(stats, values, scale),
    };
  });
}

/** Equal-width bins from minimum to maximum; `null` without a value. */
function histogram(
  stats: ColumnStats,
  values: readonly Value[],
  scale: number,
): ColumnPicture['histogram'] {
  const { minimum, maximum, column } = stats;
  if (minimum === null || maximum === null) return null;
  if (!Number.isFinite(maximum - minimum)) return null;
  return binned(values.map(Number), binning(minimum, maximum, column.kind === 'integer'), scale);
}

/** Characters per text: what a person sees of a column in which every value is different. */
function lengthsOf(values: readonly Value[], scale: number): NonNullable<ColumnPicture['lengths']> {
  const lengths = values.map((value) => [...String(value)].length).sort((a, b) => a - b);
  const bins = binning(lengths[0] ?? 0, lengths.at(-1) ?? 0, true);
  return {
    ...binned(lengths, bins, scale),
    median: lengths[Math.floor(lengths.length / 2)] ?? 0,
  };
}

type Bins = { readonly low: number; readonly high: number; readonly bins: number };

function binned(
  values: readonly number[],
  { low, high, bins }: Bins,
  scale: number,
): NonNullable<ColumnPicture['histogram']> {
  const counts = Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    edges: Array.from({ length: bins + 1 }, (_, index) =>
      Number((low + ((high - low) * index) / bins).toPrecision(12)),
    ),
    counts: counts.map((count) => Math.round(count * scale)),
  };
}

/** Bins of integers hold the same number of integers each, or their heights would tell of the bins, not of the data. */
function binning(minimum: number, maximum: number, isInteger: boolean): Bins {
  if (!isInteger)
    return { low: minimum, high: maximum === minimum ? minimum + 1 : maximum, bins: BINS };
  const step = Math.ceil((maximum - minimum + 1) / BINS);
  const bins = Math.ceil((maximum - minimum + 1) / step);
  return { low: minimum - 0.5, high: minimum - 0.5 + bins * step, bins };
}

function topValues(
  stats: ColumnStats,
  values: readonly Value[],
  scale: number,
): ColumnPicture['top'] {
  const counts = new Map<string, number>();
  if (stats.counts !== null) {
    for (const [value, count] of stats.counts) if (count > 0) counts.set(value, count);
  } else {
    for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  const factor = stats.counts === null ? scale : 1;
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, TOP_VALUES)
    .map(([value, count]) => ({ value, count: Math.round(count * factor) }));
}
