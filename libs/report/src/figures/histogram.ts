import { emptyFrame, frame } from '../drawing/frame.ts';
import { plot } from '../drawing/plot.ts';
import { bar } from '../drawing/shapes.ts';
import { countText, numberText, plural } from '../text/number-text.ts';

export type HistogramData = {
  readonly name: string;
  /** Bounds of the bins, one more than `counts`. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
};

/** How often values fall into each bin. Bars are as high as their counts: bins are taken to be of equal width. */
export function histogram(
  { name, edges, counts }: HistogramData,
  options: { readonly width?: number; readonly height?: number; readonly unit?: string } = {},
): string {
  const { width = 300, height = 168, unit = 'rows' } = options;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const [low, high] = [edges.at(0), edges.at(-1)];
  const title = `Histogram of ${name}`;
  if (total === 0 || low === undefined || high === undefined) {
    return emptyFrame({ width, height, title, description: 'No values.' }, 'No values to show.');
  }
  const { x, y, axes } = plot(
    { width, height },
    {
      x: { label: name, values: edges, nice: false },
      y: { label: unit, values: [0, ...counts], ticks: 3, whole: true },
    },
  );
  const bars = counts.map((count, index) => {
    const [from, to] = [edges[index] ?? low, edges[index + 1] ?? high];
    const [left, right] =
      low === high
        ? [x.position(low) - 12, x.position(low) + 12]
        : [x.position(from), x.position(to)];
    return bar(
      {
        x: left + 0.5,
        y: y.position(count),
        width: right - left - 1,
        height: y.position(0) - y.position(count),
      },
      'a',
      `${numberText(from)} to ${numberText(to)}: ${countText(count)} ${unit}`,
    );
  });
  const description = `${countText(total)} ${unit} in ${plural(counts.length, 'bin')} from ${numberText(low)} to ${numberText(high)}.`;
  return frame({ width, height, title, description }, axes, bars);
}
