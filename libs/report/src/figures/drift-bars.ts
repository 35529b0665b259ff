import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { legend } from '../drawing/legend.ts';
import { bar } from '../drawing/shapes.ts';
import { markup } from '../text/markup.ts';
import { percentText, plural } from '../text/number-text.ts';

export type DriftBarsData = {
  readonly column: string;
  /** Shares (0..1) of the reference and of the current rows. */
  readonly bins: readonly {
    readonly label: string;
    readonly reference: number;
    readonly current: number;
  }[];
};

const ROW = 36;
const MOST = 16;

/** Where the values lay in training and where they lie now, bin by bin. */
export function driftBars({ column, bins }: DriftBarsData, { width = 400 } = {}): string {
  const title = `Reference and current ${column}`;
  if (bins.length === 0) {
    return emptyFrame(
      { width, height: 48, title, description: 'No bins.' },
      'No values to compare.',
    );
  }
  const shown = bins.slice(0, MOST);
  const left = 120;
  const right = width - 52;
  const longest = Math.max(
    ...shown.flatMap(({ reference, current }) => [reference, current]),
    1e-9,
  );
  const length = (share: number) => ((right - left) * share) / longest;
  const drawn = shown.map(({ label: name, reference, current }, index) => {
    const y = 26 + index * ROW;
    const half = (ROW - 8) / 2;
    return markup`${label(left - 8, y + half + 5, name, { anchor: 'end', look: 'small', maxWidth: left - 10 })}${bar({ x: left, y: y + 3, width: length(reference), height: half - 2 }, 'a faint', `${name}, reference: ${percentText(reference)}`)}${bar({ x: left, y: y + 3 + half, width: length(current), height: half - 2 }, 'b', `${name}, current: ${percentText(current)}`)}${label(left + length(reference) + 5, y + half - 1, percentText(reference), { look: 'muted small' })}${label(left + length(current) + 5, y + 2 * half - 1, percentText(current), { look: 'muted small' })}`;
  });
  const most = shown.reduce((far, bin) =>
    Math.abs(bin.current - bin.reference) > Math.abs(far.current - far.reference) ? bin : far,
  );
  return frame(
    {
      width,
      height: 30 + shown.length * ROW,
      title,
      description: `${plural(bins.length, 'bin')}; ${most.label} went from ${percentText(most.reference)} to ${percentText(most.current)}.`,
    },
    legend(0, 12, [
      { text: 'reference', shape: 'box', look: 'a faint' },
      { text: 'current', shape: 'box', look: 'b' },
    ]),
    drawn,
  );
}
