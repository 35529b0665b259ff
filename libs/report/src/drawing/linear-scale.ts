import { minus } from '../text/number-text.ts';

/** Values on a line: where they lie, and which round numbers to write beside it. */
export type LinearScale = {
  readonly domain: readonly [number, number];
  /** Pixels of a value; values outside the domain lie outside the range. */
  readonly position: (value: number) => number;
  /** Round values within the domain: steps of 1, 2 or 5 times a power of ten. */
  readonly ticks: readonly number[];
  readonly tickText: (value: number) => string;
};

/**
 * A linear scale. With `nice` (the default) the domain grows to the round numbers around it; a domain of one value
 * grows around that value, and one without a finite value is 0..1.
 *
 * @example linearScale([0.3, 9.7], [0, 100]).ticks // [0, 2, 4, 6, 8, 10]
 */
export function linearScale(
  values: readonly number[],
  [from, to]: readonly [number, number],
  options: { readonly nice?: boolean; readonly ticks?: number; readonly whole?: boolean } = {},
): LinearScale {
  const { nice = true, ticks: wanted = 5, whole = false } = options;
  let [low, high] = domainOf(values);
  const rough = niceStep((high - low) / wanted);
  const step = whole ? Math.max(1, rough) : rough;
  if (nice) {
    low = Math.floor(low / step + 1e-9) * step;
    high = Math.ceil(high / step - 1e-9) * step;
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: number[] = [];
  const first = Math.ceil(low / step - 1e-9);
  for (let index = first; index * step <= high + step * 1e-9; index++) {
    // `+ 0` turns −0 into 0.
    ticks.push(Number((index * step).toFixed(Math.min(decimals, 20))) + 0);
  }
  return {
    domain: [low, high],
    position: (value) => from + ((value - low) / (high - low)) * (to - from),
    ticks,
    tickText: (value) => tickText(value, decimals),
  };
}

function domainOf(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = finite.reduce((least, value) => Math.min(least, value));
  const high = finite.reduce((most, value) => Math.max(most, value));
  if (high - low > Math.abs(high) * 1e-12) return [low, high];
  const around = low === 0 ? 1 : Math.abs(low) / 2;
  return [low - around, low + around];
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = rough / power;
  return (factor <= 1.0001 ? 1 : factor <= 2.0001 ? 2 : factor <= 5.0001 ? 5 : 10) * power;
}

const magnitudes = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

function tickText(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size >= 1e12 || (size > 0 && size < 1e-6)) return minus(value.toExponential(0));
  for (const [unit, letter] of magnitudes) {
    if (size >= 10_000 && size >= unit)
      return minus(`${Number((value / unit).toPrecision(6))}${letter}`);
  }
  return minus(
    value.toLocaleString('en-US', {
      minimumFractionDigits: Math.min(decimals, 8),
      maximumFractionDigits: Math.min(decimals, 8),
    }),
  );
}
