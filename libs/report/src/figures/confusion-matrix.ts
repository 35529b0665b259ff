import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { type Markup, markup } from '../text/markup.ts';
import { countText, percentText, plural } from '../text/number-text.ts';

export type ConfusionMatrixData = {
  readonly classes: readonly string[];
  /** Rows are truth, columns prediction. */
  readonly counts: readonly (readonly number[])[];
};

const MOST_CLASSES = 30;

/** Truth against prediction. The shade is the share of a truth's rows, so that rare classes are as visible as common ones. */
export function confusionMatrix({ classes, counts }: ConfusionMatrixData): string {
  const title = 'Confusion matrix';
  const totals = classes.map((_, row) =>
    (counts[row] ?? []).reduce((sum, count) => sum + count, 0),
  );
  const all = totals.reduce((sum, total) => sum + total, 0);
  if (classes.length === 0 || all === 0) {
    return emptyFrame(
      { width: 420, height: 48, title, description: 'No rows.' },
      'No rows to show.',
    );
  }
  const shown = classes
    .map((_, index) => index)
    .sort((one, other) => (totals[other] ?? 0) - (totals[one] ?? 0))
    .slice(0, MOST_CLASSES)
    .sort((one, other) => one - other);
  const cell = Math.max(18, Math.min(110, 400 / shown.length));
  const cellHeight = Math.min(cell, 64);
  const [left, top] = [132, cell < 70 ? 84 : 46];
  const width = left + cell * shown.length + (cell < 70 ? 50 : 8);
  const height = top + cellHeight * shown.length + 8;
  const columns = shown.map((at, index) => {
    const x = left + cell * (index + 0.5);
    return cell < 70
      ? label(x - 4, top - 8, classes[at] ?? '', { rotate: -40, maxWidth: 80 })
      : label(x, top - 10, classes[at] ?? '', { anchor: 'middle', maxWidth: cell - 8 });
  });
  const cells: Markup[] = shown.map((truth, row) => {
    const y = top + cellHeight * row;
    const total = totals[truth] ?? 0;
    return markup`${label(left - 10, y + cellHeight / 2 + 4, classes[truth] ?? '', { anchor: 'end', maxWidth: 100 })}${shown.map(
      (answer, column) => {
        const count = counts[truth]?.[answer] ?? 0;
        const share = total === 0 ? 0 : count / total;
        const box = { x: left + cell * column, y, width: cell - 2, height: cellHeight - 2 };
        return drawCell(box, {
          count,
          share,
          said: `${classes[truth]} taken for ${classes[answer]}`,
        });
      },
    )}`;
  });
  const hits = classes.reduce((sum, _, index) => sum + (counts[index]?.[index] ?? 0), 0);
  return frame(
    {
      width,
      height,
      title,
      description: `${countText(hits)} of ${plural(all, 'row')} right (${percentText(hits / all)}), ${plural(classes.length, 'class').replace(/classs$/, 'classes')}.`,
    },
    label(left, 14, 'predicted →', { look: 'muted small' }),
    label(0, 14, 'observed ↓', { look: 'muted small' }),
    columns,
    cells,
  );
}

function drawCell(
  box: { x: number; y: number; width: number; height: number },
  { count, share, said }: { count: number; share: number; said: string },
): Markup {
  const { x, y, width, height } = box;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const look = isDark(share) ? 'on' : '';
  const numbers =
    width < 30
      ? null
      : height < 40
        ? label(middle.x, middle.y + 4, countText(count), {
            anchor: 'middle',
            look: `${look} small`,
            maxWidth: width,
          })
        : markup`${label(middle.x, middle.y, countText(count), { anchor: 'middle', look: `${look} strong` })}${label(middle.x, middle.y + 16, percentText(share), { anchor: 'middle', look: `${look} small` })}`;
  return markup`<g><title>${said}: ${countText(count)} (${percentText(share)})</title><rect class="track" fill-opacity="0.5" x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/><rect class="a" fill-opacity="${isDark(share) ? 0.4 + share * 0.6 : share * 0.55}" x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>${numbers}</g>`;
}

/** Where the shade is dark enough for light text; below it stays light enough for dark text. */
function isDark(share: number): boolean {
  return share > 0.6;
}
