/**
 * A figure as people write it: about four digits, thousands separated.
 *
 * @example numberText(0.84249) // '0.842'
 * @example numberText(17500.4) // '17,500'
 */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && (size < 1e-6 || size >= 1e12)) return minus(value.toExponential(1));
  if (size > 0 && size < 0.001) return shortText(value);
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  const isPlain = Number.isInteger(value) || size >= 10;
  return minus(
    value.toLocaleString('en-US', {
      minimumFractionDigits: isPlain ? 0 : decimals,
      maximumFractionDigits: decimals,
    }),
  );
}

/**
 * A metric: three decimals below 10, also where they are zeros.
 *
 * @example metricText(-0.000026) // '0.000'
 */
export function metricText(value: number): string {
  if (Math.abs(value) < 0.0005) return '0.000';
  return Math.abs(value) < 10 ? minus(value.toFixed(3)) : numberText(value);
}

/**
 * Two digits that count, no zeros to pad.
 *
 * @example shortText(1.3993) // '1.4'
 */
export function shortText(value: number): string {
  const rounded = Number(value.toPrecision(Math.abs(value) >= 100 ? 3 : 2));
  return minus(rounded.toLocaleString('en-US', { maximumFractionDigits: 8 }));
}

/**
 * The same without zeros that only pad.
 *
 * @example looseText(0.42) // '0.42'
 */
export function looseText(value: number): string {
  return numberText(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** A hyphen before a figure as the minus sign that it means. */
export function minus(text: string): string {
  return text.replace(/^-/, '−');
}

/** A number of things: `5,000`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/**
 * A share (0..1) in per cent; what is there but tiny never reads as nothing.
 *
 * @example percentText(0.131) // '13.1 %'
 * @example percentText(0.00004) // '< 0.1 %'
 */
export function percentText(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${Number((share * 100).toFixed(1))} %`;
}

/** @example bytesText(364470) // '364 kB' */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  const [value, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${Number(value.toPrecision(3))} ${unit}`;
}

/** @example millisecondsText(0.081) // '0.081 ms' */
export function millisecondsText(milliseconds: number): string {
  return `${shortText(milliseconds)} ms`;
}

/** `1 column`, `2 columns`. */
export function plural(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
