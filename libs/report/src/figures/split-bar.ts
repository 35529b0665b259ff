import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { bar } from '../drawing/shapes.ts';
import { textWidth } from '../text/fit-text.ts';
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
  const said = parts.map(
    ({ name, rows }) => `${name} ${countText(rows)} · ${percentText(rows / total)}`,
  );
  const edges = [0];
  for (const { rows } of parts) edges.push((edges.at(-1) ?? 0) + (width * rows) / total);
  const labels = spread(
    edges.slice(0, -1),
    said.map((text) => 14 + textWidth(text) + 14),
    width,
  );
  const drawn = parts.map(({ look }, index) => {
    const [x, end, text, start] = [
      edges[index] ?? 0,
      edges[index + 1] ?? 0,
      said[index] ?? '',
      labels[index] ?? 0,
    ];
    return markup`${bar({ x, y: 2, width: Math.max(end - x - 2, 0), height: 30 }, look, text)}<circle class="${look}" cx="${start + 5}" cy="48" r="4.5"/>${label(start + 14, 52, text)}`;
  });
  const description = `${plural(total, 'row')}: ${parts.map(({ name, rows }) => `${countText(rows)} ${name}`).join(', ')}.`;
  return frame({ width, height: 60, title, description }, drawn);
}

/** Starts as near to those wished for as labels of these lengths can stand side by side between 0 and `end`. */
function spread(wished: readonly number[], lengths: readonly number[], end: number): number[] {
  const starts = [...wished];
  let from = 0;
  for (const [index, length] of lengths.entries()) {
    starts[index] = Math.max(starts[index] ?? 0, from);
    from = (starts[index] ?? 0) + length;
  }
  let to = end;
  for (let index = starts.length - 1; index >= 0; index--) {
    starts[index] = Math.min(starts[index] ?? 0, to - (lengths[index] ?? 0));
    to = starts[index] ?? 0;
  }
  return starts;
}
