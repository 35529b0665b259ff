/** The colours of figures and page, chosen for text contrast of 4.5 : 1 and more on both papers. */
export type Palette = Readonly<
  Record<
    'paper' | 'card' | 'ink' | 'muted' | 'line' | 'a' | 'b' | 'onA' | 'pass' | 'warn' | 'fail',
    string
  >
>;

export const lightPalette: Palette = {
  paper: '#f7f6f3',
  card: '#ffffff',
  ink: '#1d2530',
  muted: '#59626e',
  line: '#e2e0da',
  a: '#2c6a8c',
  b: '#c0702a',
  onA: '#ffffff',
  pass: '#2b7a53',
  warn: '#916400',
  fail: '#b23a32',
};

export const darkPalette: Palette = {
  paper: '#12161b',
  card: '#1a2027',
  ink: '#e8e6e1',
  muted: '#9ba5b1',
  line: '#2d3640',
  a: '#6fb4d6',
  b: '#e3a161',
  onA: '#0e1216',
  pass: '#62bf8e',
  warn: '#dbaa45',
  fail: '#ee8278',
};

/** Pixels of paper around a figure in a file of its own. */
const MARGIN = 16;

export const fontStack =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";

const fixedRules = `
.figure text { font: 12px ${fontStack}; font-variant-numeric: tabular-nums; }
.figure .small { font-size: 11px; }
.figure .strong { font-weight: 600; }
.figure polyline, .figure line { fill: none; stroke-width: 1; }
.figure .curve { stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.figure .thick { stroke-width: 3; stroke-linecap: round; }
.figure .dashed { stroke-dasharray: 4 4; }
.figure .cloud { fill-opacity: 0.38; }
.figure .shade { fill-opacity: 0.14; }
.figure .faint { fill-opacity: 0.55; }
.figure .flow { fill: none; stroke-width: 1.5; }
.figure .open { stroke-dasharray: 4 4; }
.figure text.code { font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace; }`;

function colourRules(palette: Palette): string {
  const { ink, muted, line, a, b, onA, card, pass, warn, fail } = palette;
  return `
.figure text { fill: ${ink}; }
.figure text.muted { fill: ${muted}; }
.figure text.on { fill: ${onA}; }
.figure text.fail { fill: ${fail}; }
.figure .grid { stroke: ${line}; }
.figure .axis { stroke: ${muted}; }
.figure .track { fill: ${line}; }
.figure .paper { fill: ${card}; stroke: ${line}; }
.figure .accent { stroke: ${a}; stroke-width: 1.5; }
.figure .flow { stroke: ${line}; }
.figure .a { fill: ${a}; }
.figure .b { fill: ${b}; }
.figure .c { fill: ${muted}; }
.figure .ring { fill: ${card}; stroke: ${a}; stroke-width: 2; }
.figure .a-line { stroke: ${a}; }
.figure .b-line { stroke: ${b}; }
.figure .c-line { stroke: ${muted}; }
.figure .fail-line { stroke: ${fail}; }
.figure .pass-fill { fill: ${pass}; }
.figure .warn-fill { fill: ${warn}; }
.figure .fail-fill { fill: ${fail}; }`;
}

/** The style of all figures, for a page or for one file. Paper is always printed in the light palette. */
export function figureCss(): string {
  return `${fixedRules}${colourRules(lightPalette)}
@media screen and (prefers-color-scheme: dark) {${colourRules(darkPalette)}
}`;
}

/** A figure as a file of its own: the same drawing on its own paper, with a margin and its own style. */
export function standaloneFigure(svg: string): string {
  const style = `<style>${figureCss()}
.figure .sheet { fill: ${lightPalette.card}; }
@media screen and (prefers-color-scheme: dark) { .figure .sheet { fill: ${darkPalette.card}; } }</style>`;
  const padded = svg.replace(
    /width="([\d.]+)" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+">/,
    (_root, width: string, height: string) => {
      const [wide, high] = [Number(width) + 2 * MARGIN, Number(height) + 2 * MARGIN];
      const box = `${-MARGIN} ${-MARGIN} ${wide} ${high}`;
      return `width="${wide}" height="${high}" viewBox="${box}">${style}<rect class="sheet" x="${-MARGIN}" y="${-MARGIN}" width="${wide}" height="${high}"/>`;
    },
  );
  return `${padded}\n`;
}
