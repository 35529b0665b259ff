import { emptyFrame, frame } from '../drawing/frame.ts';
import { plot } from '../drawing/plot.ts';
import { dot, line } from '../drawing/shapes.ts';
import { plural } from '../text/number-text.ts';

export type PredictedObservedData = {
  readonly target: string;
  /** `[predicted, observed]` in the target's own unit. */
  readonly pairs: readonly (readonly [number, number])[];
};

/** Every prediction against the truth; a perfect model lies on the diagonal. */
export function predictedObserved(
  { target, pairs }: PredictedObservedData,
  { width = 460, height = 400 } = {},
): string {
  const title = `Predicted against observed ${target}`;
  if (pairs.length === 0) {
    return emptyFrame({ width, height, title, description: 'No rows.' }, 'No rows to show.');
  }
  // Both axes span the same values, so that the diagonal is a fair one.
  const values = pairs.flat();
  const { x, y, axes } = plot(
    { width, height },
    { x: { label: `observed ${target}`, values }, y: { label: `predicted ${target}`, values } },
  );
  const [low, high] = x.domain;
  return frame(
    {
      width,
      height,
      title,
      description: `${plural(pairs.length, 'row')} of the test split; the closer to the diagonal, the better.`,
    },
    axes,
    line([x.position(low), y.position(low)], [x.position(high), y.position(high)], 'c-line dashed'),
    pairs.map(([predicted, observed]) =>
      dot([x.position(observed), y.position(predicted)], 2.5, 'a cloud'),
    ),
  );
}
