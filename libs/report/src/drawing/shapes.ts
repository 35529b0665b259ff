import { type Markup, markup } from '../text/markup.ts';

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A filled box with what it stands for as tooltip. Something that is there is never thinner than half a pixel. */
export function bar(box: Box, look: string, tooltip: string): Markup {
  const width = Math.max(box.width, 0);
  const height = Math.max(box.height, 0);
  return markup`<rect class="${look}" x="${box.x}" y="${box.y}" width="${width > 0 ? Math.max(width, 0.5) : 0}" height="${height > 0 ? Math.max(height, 0.5) : 0}" rx="${Math.min(2, width / 4, height / 4)}"><title>${tooltip}</title></rect>`;
}

export function line(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  look: string,
): Markup {
  return markup`<line class="${look}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

/** Straight lines through points. */
export function polyline(points: readonly (readonly [number, number])[], look: string): Markup {
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  return markup`<polyline class="${look}" points="${path}"/>`;
}

export function dot(
  [x, y]: readonly [number, number],
  radius: number,
  look: string,
  tooltip?: string,
): Markup {
  return tooltip === undefined
    ? markup`<circle class="${look}" cx="${x}" cy="${y}" r="${radius}"/>`
    : markup`<circle class="${look}" cx="${x}" cy="${y}" r="${radius}"><title>${tooltip}</title></circle>`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
