import { textWidth } from '../text/fit-text.ts';
import { type Markup, markup } from '../text/markup.ts';
import { label } from './label.ts';
import { type LinearScale, linearScale } from './linear-scale.ts';
import { line } from './shapes.ts';

export type AxisOptions = {
  readonly label: string;
  /** Whatever must be visible; its extremes make the domain. */
  readonly values: readonly number[];
  readonly nice?: boolean;
  readonly ticks?: number;
  /** Ticks at whole numbers only. */
  readonly whole?: boolean;
};

export type Plot = {
  readonly x: LinearScale;
  readonly y: LinearScale;
  /** Grid, ticks and names of the axes: what lies below the data. */
  readonly axes: Markup;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Two axes with ticks at round numbers and a faint horizontal grid, in a box of the size given. */
export function plot(
  size: { readonly width: number; readonly height: number; readonly top?: number },
  axes: { readonly x: AxisOptions; readonly y: AxisOptions },
): Plot {
  const top = (size.top ?? 0) + 22;
  const bottom = size.height - 40;
  const y = linearScale(axes.y.values, [bottom, top], scaleOptions(axes.y));
  const yTexts = y.ticks.map((tick) => y.tickText(tick));
  const left = Math.max(26, ...yTexts.map((text) => textWidth(text, 11) + 12));
  const right = size.width - 12;
  const x = linearScale(axes.x.values, [left, right], scaleOptions(axes.x));
  const horizontal = y.ticks.map((tick, index) => {
    const at = y.position(tick);
    return markup`${line([left, at], [right, at], 'grid')}${label(left - 6, at + 4, yTexts[index] ?? '', { anchor: 'end', look: 'muted small' })}`;
  });
  const vertical = x.ticks.map((tick) => {
    const at = x.position(tick);
    const anchor = at > right - 8 ? 'end' : at < left + 4 ? 'start' : 'middle';
    return markup`${line([at, bottom], [at, bottom + 4], 'axis')}${label(at, bottom + 16, x.tickText(tick), { anchor, look: 'muted small' })}`;
  });
  return {
    x,
    y,
    left,
    right,
    top,
    bottom,
    axes: markup`<g>${horizontal}${vertical}${line([left, bottom], [right, bottom], 'axis')}${label((left + right) / 2, size.height - 6, axes.x.label, { anchor: 'middle', look: 'muted small', maxWidth: right - left })}${label(0, top - 10, axes.y.label, { look: 'muted small', maxWidth: size.width })}</g>`,
  };
}

function scaleOptions({ nice, ticks, whole }: AxisOptions) {
  return {
    ...(nice === undefined ? {} : { nice }),
    ...(ticks === undefined ? {} : { ticks }),
    ...(whole === undefined ? {} : { whole }),
  };
}
