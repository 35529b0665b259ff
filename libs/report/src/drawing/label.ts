import { fitText } from '../text/fit-text.ts';
import { type Markup, markup } from '../text/markup.ts';

export type LabelOptions = {
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Classes of the figure style: `muted`, `small`, `strong`, `on`. */
  readonly look?: string;
  /** Pixels; a longer text is cut and keeps its whole self as tooltip. */
  readonly maxWidth?: number;
  /** Degrees around the anchor. */
  readonly rotate?: number;
};

/** One line of text, `y` at its baseline. */
export function label(x: number, y: number, text: string, options: LabelOptions = {}): Markup {
  const { anchor = 'start', look = '', maxWidth = Number.POSITIVE_INFINITY, rotate } = options;
  const shown = fitText(text, maxWidth, look.includes('small') ? 11 : 12);
  const tooltip = shown === text ? null : markup`<title>${text}</title>`;
  const turn = rotate === undefined ? null : markup` transform="rotate(${rotate} ${x} ${y})"`;
  return markup`<text class="${look}" x="${x}" y="${y}" text-anchor="${anchor}"${turn}>${tooltip}${shown}</text>`;
}
