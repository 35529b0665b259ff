import { emptyFrame, frame } from '../drawing/frame.ts';
import { plot } from '../drawing/plot.ts';
import { dot, line, polyline } from '../drawing/shapes.ts';
import { countText, percentText, plural } from '../text/number-text.ts';

export type CalibrationCurveData = {
  readonly bins: readonly {
    readonly score: number;
    readonly share: number;
    readonly rows: number;
  }[];
};

/** What the model said against what came true; on the diagonal a score can be read as a probability. */
export function calibrationCurve(
  { bins }: CalibrationCurveData,
  { width = 360, height = 340 } = {},
): string {
  const title = 'Calibration';
  const filled = bins.filter(({ rows }) => rows > 0);
  if (filled.length === 0) {
    return emptyFrame({ width, height, title, description: 'No scores.' }, 'No scores to show.');
  }
  const { x, y, axes } = plot(
    { width, height },
    {
      x: { label: 'mean score', values: [0, 1] },
      y: { label: 'observed share', values: [0, 1] },
    },
  );
  const most = Math.max(...filled.map(({ rows }) => rows));
  const points = filled.map(({ score, share }): [number, number] => [
    x.position(score),
    y.position(share),
  ]);
  const farthest = filled.reduce((far, bin) =>
    Math.abs(bin.score - bin.share) > Math.abs(far.score - far.share) ? bin : far,
  );
  return frame(
    {
      width,
      height,
      title,
      description: `${plural(filled.length, 'bin')} of scores; farthest from the diagonal: said ${percentText(farthest.score)}, came true ${percentText(farthest.share)}.`,
    },
    axes,
    line([x.position(0), y.position(0)], [x.position(1), y.position(1)], 'c-line dashed'),
    polyline(points, 'a-line curve'),
    filled.map(({ score, share, rows }) =>
      dot(
        [x.position(score), y.position(share)],
        2 + 3 * Math.sqrt(rows / most),
        'a',
        `said ${percentText(score)}, came true ${percentText(share)}, ${countText(rows)} rows`,
      ),
    ),
  );
}
