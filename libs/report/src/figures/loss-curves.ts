import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { legend } from '../drawing/legend.ts';
import { plot } from '../drawing/plot.ts';
import { dot, line, polyline } from '../drawing/shapes.ts';
import { markup } from '../text/markup.ts';
import { numberText, plural } from '../text/number-text.ts';
import { bestEpoch } from './best-epoch.ts';

export type LossCurvesData = {
  readonly epochs: readonly {
    readonly epoch: number;
    readonly loss: number;
    readonly validationLoss: number;
  }[];
};

/** Loss on the train and the validation split, epoch by epoch, and the epoch whose weights were kept. */
export function lossCurves({ epochs }: LossCurvesData, { width = 520, height = 280 } = {}): string {
  const title = 'Loss by epoch';
  const best = bestEpoch(epochs);
  if (best === null) {
    return emptyFrame(
      { width, height, title, description: 'No epochs.' },
      'No epoch was recorded.',
    );
  }
  const losses = epochs.flatMap(({ loss, validationLoss }) => [loss, validationLoss]);
  const { x, y, axes, top, bottom, right } = plot(
    { width, height, top: 22 },
    {
      x: { label: 'epoch', values: epochs.map(({ epoch }) => epoch), nice: false, whole: true },
      y: { label: 'loss', values: losses },
    },
  );
  const curve = (key: 'loss' | 'validationLoss', look: string) => [
    polyline(
      epochs.map((one) => [x.position(one.epoch), y.position(one[key])]),
      `${look}-line curve`,
    ),
    ...epochs.map((one) =>
      dot(
        [x.position(one.epoch), y.position(one[key])],
        epochs.length > 40 ? 1 : 2.5,
        look,
        `epoch ${one.epoch}: ${numberText(one[key])}`,
      ),
    ),
  ];
  const bestX = x.position(best.epoch);
  const isRight = bestX > (width * 2) / 3;
  const kept = `kept: epoch ${best.epoch}`;
  return frame(
    {
      width,
      height,
      title,
      description: `${plural(epochs.length, 'epoch')}; the lowest validation loss is ${numberText(best.validationLoss)} at epoch ${best.epoch}.`,
    },
    legend(0, 12, [
      { text: 'train', shape: 'line', look: 'a-line curve' },
      { text: 'validation', shape: 'line', look: 'b-line curve' },
    ]),
    axes,
    line([bestX, top], [bestX, bottom], 'c-line dashed'),
    label(Math.min(isRight ? bestX - 6 : bestX + 6, right), top + 10, kept, {
      look: 'muted small',
      anchor: isRight ? 'end' : 'start',
    }),
    curve('loss', 'a'),
    curve('validationLoss', 'b'),
    markup`<circle class="ring" cx="${bestX}" cy="${y.position(best.validationLoss)}" r="5"/>`,
  );
}
