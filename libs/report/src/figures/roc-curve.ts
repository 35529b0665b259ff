import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { plot } from '../drawing/plot.ts';
import { line, polyline } from '../drawing/shapes.ts';
import { markup } from '../text/markup.ts';
import { numberText } from '../text/number-text.ts';

export type RocCurveData = {
  /** False and true positive rate, from (0, 0) to (1, 1). */
  readonly points: readonly (readonly [number, number])[];
  readonly area: number | null;
};

/** True positives bought with false ones, over every threshold; the diagonal is guessing. */
export function rocCurve(
  { points, area }: RocCurveData,
  { width = 360, height = 340 } = {},
): string {
  const title = 'ROC curve';
  if (points.length < 2) {
    const description = 'A ROC curve needs both classes among the rows.';
    return emptyFrame({ width, height, title, description }, description);
  }
  const { x, y, axes } = plot(
    { width, height },
    {
      x: { label: 'false positive rate', values: [0, 1] },
      y: { label: 'true positive rate', values: [0, 1] },
    },
  );
  const curve = points.map(([fpr, tpr]): [number, number] => [x.position(fpr), y.position(tpr)]);
  const outline = [...curve, [x.position(1), y.position(0)], [x.position(0), y.position(0)]]
    .map(([left, top]) => `${Number((left ?? 0).toFixed(1))},${Number((top ?? 0).toFixed(1))}`)
    .join(' ');
  return frame(
    {
      width,
      height,
      title,
      description:
        area === null
          ? 'True against false positive rate.'
          : `The area under the curve is ${numberText(area)}; guessing has 0.5.`,
    },
    axes,
    markup`<polygon class="a shade" points="${outline}"/>`,
    line([x.position(0), y.position(0)], [x.position(1), y.position(1)], 'c-line dashed'),
    polyline(curve, 'a-line curve'),
    area === null
      ? null
      : label(x.position(0.96), y.position(0.06), `area ${numberText(area)}`, {
          anchor: 'end',
          look: 'strong',
        }),
  );
}
