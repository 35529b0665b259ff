import { textWidth } from '../text/fit-text.ts';
import { type Markup, markup } from '../text/markup.ts';
import { label } from './label.ts';
import { line } from './shapes.ts';

export type LegendItem = {
  readonly text: string;
  readonly shape: 'box' | 'line' | 'dot' | 'tick';
  readonly look: string;
};

/** What the colours mean, in one row from `x`; `y` is the baseline of its text. */
export function legend(x: number, y: number, items: readonly LegendItem[]): Markup {
  let at = x;
  const drawn = items.map(({ text, shape, look }) => {
    const start = at;
    at += 22 + textWidth(text) + 18;
    return markup`${mark(start, y - 4, shape, look)}${label(start + 22, y, text, { look: 'muted' })}`;
  });
  return markup`<g>${drawn}</g>`;
}

function mark(x: number, y: number, shape: LegendItem['shape'], look: string): Markup {
  if (shape === 'line') return line([x, y], [x + 16, y], look);
  if (shape === 'tick') return line([x + 8, y - 7], [x + 8, y + 7], look);
  if (shape === 'dot') return markup`<circle class="${look}" cx="${x + 8}" cy="${y}" r="5"/>`;
  return markup`<rect class="${look}" x="${x + 3}" y="${y - 5}" width="11" height="11" rx="2"/>`;
}
