import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { bar } from '../drawing/shapes.ts';
import { textWidth } from '../text/fit-text.ts';
import { markup } from '../text/markup.ts';
import { countText, percentText, plural } from '../text/number-text.ts';

export type MissingMapData = {
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly missing: number }[];
};

const ROW = 24;
const MOST = 30;

/** Missing values of every column that has any, most first, against all rows. */
export function missingMap({ rows, columns }: MissingMapData, { width = 640 } = {}): string {
  const title = 'Missing values by column';
  const holed = columns.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing);
  const size = { width, height: 48, title };
  if (rows <= 0) return emptyFrame({ ...size, description: 'No rows.' }, 'No rows to show.');
  if (holed.length === 0) {
    const sentence = 'No value is missing in any column.';
    return emptyFrame({ ...size, description: sentence }, sentence);
  }
  const shown = holed.slice(0, MOST);
  const widest = Math.max(...shown.map(({ name }) => textWidth(name)));
  const left = Math.round(Math.min(widest * 1.08 + 12, 170));
  const right = width - 92;
  const drawn = shown.map(({ name, missing }, index) => {
    const y = 4 + index * ROW;
    const length = ((right - left) * missing) / rows;
    const said = `${percentText(missing / rows)} (${countText(missing)})`;
    const box = { y: y + 3, height: ROW - 11 };
    return markup`${label(left - 10, y + 14, name, { anchor: 'end', maxWidth: left - 12 })}${bar({ ...box, x: left, width: right - left }, 'track', `${name}: ${countText(rows - missing)} present`)}${bar({ ...box, x: left, width: length }, 'b', `${name}: ${said} missing`)}${label(right + 8, y + 14, said, { look: 'muted small' })}`;
  });
  const rest = columns.length - holed.length;
  const hidden = holed.length - shown.length;
  const note = `${hidden > 0 ? `${plural(hidden, 'more column')} with missing values; ` : ''}${rest > 0 ? `${plural(rest, 'column')} complete` : 'no column is complete'}.`;
  const height = 26 + shown.length * ROW;
  return frame(
    {
      width,
      height,
      title,
      description: `${plural(holed.length, 'column')} with missing values in ${plural(rows, 'row')}; ${note}`,
    },
    drawn,
    label(left, height - 6, note, { look: 'muted small' }),
  );
}
