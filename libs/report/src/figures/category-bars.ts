import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { bar } from '../drawing/shapes.ts';
import { textWidth } from '../text/fit-text.ts';
import { markup } from '../text/markup.ts';
import { countText, percentText, plural } from '../text/number-text.ts';

export type CategoryBarsData = {
  readonly name: string;
  /** Most frequent first, or in an order of the reader's. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Rows altogether: what the values listed do not account for is drawn as the others. */
  readonly total: number;
};

const ROW = 21;

/** How often each category occurs: one bar a category, its count and its share of all rows. */
export function categoryBars(
  { name, values, total }: CategoryBarsData,
  options: { readonly width?: number; readonly most?: number } = {},
): string {
  const { width = 300, most = 7 } = options;
  const title = `Values of ${name}`;
  if (values.length === 0 || total <= 0) {
    return emptyFrame(
      { width, height: 48, title, description: 'No values.' },
      'No values to show.',
    );
  }
  const shown = values.length > most ? values.slice(0, most - 1) : values;
  const others = total - shown.reduce((sum, { count }) => sum + count, 0);
  const rows = [
    ...shown.map(({ value, count }) => ({
      text: value === '' ? '(empty)' : value,
      count,
      look: 'a',
    })),
    ...(others > 0 ? [{ text: 'others', count: others, look: 'c' }] : []),
  ];
  const widest = Math.max(...rows.map(({ text }) => textWidth(text)));
  const left = Math.round(Math.min(widest * 1.08 + 10, width * 0.36));
  const right = width - 96;
  const longest = Math.max(...rows.map(({ count }) => count));
  const drawn = rows.map(({ text, count, look }, index) => {
    const y = 8 + index * ROW;
    const length = ((right - left) * count) / longest;
    const said = `${countText(count)} · ${percentText(count / total)}`;
    return markup`${label(left - 8, y + 12, text, { anchor: 'end', maxWidth: left - 10 })}${bar({ x: left, y: y + 1, width: length, height: ROW - 7 }, look, `${text}: ${said}`)}${label(left + length + 6, y + 12, said, { look: 'muted small' })}`;
  });
  const first = rows[0];
  const description = `${plural(values.length, 'value')} in ${plural(total, 'row')}; ${first?.text} ${percentText((first?.count ?? 0) / total)}.`;
  return frame({ width, height: 14 + rows.length * ROW, title, description }, drawn);
}
