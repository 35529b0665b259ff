import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { bar } from '../drawing/shapes.ts';
import { fitText, textWidth } from '../text/fit-text.ts';
import { markup } from '../text/markup.ts';
import { countText, percentText, plural } from '../text/number-text.ts';

export type SplitBarData = {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
};

/** One bar for all rows, in three parts: what is fitted on, what steers the fit, what judges. */
export function splitBar(data: SplitBarData, { width = 640 } = {}): string {
  const parts = [
    { name: 'train', rows: data.train, look: 'a' },
    { name: 'validation', rows: data.validation, look: 'b' },
    { name: 'test', rows: data.test, look: 'c' },
  ];
  const total = parts.reduce((sum, { rows }) => sum + rows, 0);
  const title = 'Rows of the splits';
  if (total === 0) {
    return emptyFrame({ width, height: 48, title, description: 'No rows.' }, 'No rows to show.');
  }
  let at = 0;
  let nextLabel = 0;
  const drawn = parts.map(({ name, rows, look }) => {
    const x = at;
    const span = (width * rows) / total;
    at += span;
    const said = `${name} ${countText(rows)} · ${percentText(rows / total)}`;
    // A label under a thin part moves right, and the last one left, rather than over its neighbour.
    const start = Math.min(Math.max(x, nextLabel), width - textWidth(said) - 14);
    nextLabel = start + textWidth(said) + 28;
    return markup`${bar({ x, y: 2, width: Math.max(span - 2, 0), height: 30 }, look, said)}<circle class="${look}" cx="${start + 5}" cy="48" r="4.5"/>${label(start + 14, 52, fitText(said, width))}`;
  });
  const description = `${plural(total, 'row')}: ${parts.map(({ name, rows }) => `${countText(rows)} ${name}`).join(', ')}.`;
  return frame({ width, height: 60, title, description }, drawn);
}
