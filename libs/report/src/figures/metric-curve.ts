import { emptyFrame, frame } from '../drawing/frame.ts';
import { legend } from '../drawing/legend.ts';
import { plot } from '../drawing/plot.ts';
import { dot, line, polyline } from '../drawing/shapes.ts';
import { metricTitle } from '../text/metric-title.ts';
import { metricText, plural } from '../text/number-text.ts';

export type MetricCurveData = {
  readonly metric: string;
  readonly points: readonly { readonly epoch: number; readonly value: number }[];
  /** What always giving the same answer reaches. */
  readonly baseline: number | null;
};

/** One metric on the validation split, epoch by epoch, over the baseline where that is near enough to share a scale. */
export function metricCurve(
  { metric, points, baseline }: MetricCurveData,
  { width = 520, height = 280 } = {},
): string {
  const name = metricTitle(metric);
  const title = `${name} by epoch`;
  const last = points.at(-1);
  if (last === undefined) {
    return emptyFrame(
      { width, height, title, description: 'No epochs.' },
      'No epoch was recorded.',
    );
  }
  const values = points.map(({ value }) => value);
  const shown = baseline !== null && isNear(baseline, values) ? baseline : null;
  const { x, y, axes, left, right } = plot(
    { width, height, top: 22 },
    {
      x: { label: 'epoch', values: points.map(({ epoch }) => epoch), nice: false, whole: true },
      y: { label: `${name} (validation)`, values: shown === null ? values : [...values, shown] },
    },
  );
  const baselineText = baseline === null ? '' : ` the baseline reaches ${metricText(baseline)}`;
  return frame(
    {
      width,
      height,
      title,
      description: `${name} on the validation split over ${plural(points.length, 'epoch')}, at the end ${metricText(last.value)};${baselineText}.`,
    },
    legend(0, 12, [
      { text: 'model', shape: 'line', look: 'b-line curve' },
      ...(baseline === null
        ? []
        : [
            {
              text: `baseline ${metricText(baseline)}${shown === null ? ', off the scale' : ''}`,
              shape: 'line' as const,
              look: 'c-line dashed',
            },
          ]),
    ]),
    axes,
    shown === null
      ? null
      : line([left, y.position(shown)], [right, y.position(shown)], 'c-line dashed'),
    polyline(
      points.map(({ epoch, value }) => [x.position(epoch), y.position(value)]),
      'b-line curve',
    ),
    points.map(({ epoch, value }) =>
      dot(
        [x.position(epoch), y.position(value)],
        points.length > 40 ? 1 : 2.5,
        'b',
        `epoch ${epoch}: ${metricText(value)}`,
      ),
    ),
  );
}

/** A baseline far away would flatten the curve to a line. */
function isNear(baseline: number, values: readonly number[]): boolean {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const away = Math.max(low - baseline, baseline - high, 0);
  return away <= Math.max(high - low, Math.abs(high) * 0.02) * 6;
}
