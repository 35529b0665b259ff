/**
 * A figure as people write it: three decimals below 10, fewer above, thousands separated.
 *
 * @example numberText(0.84249) // '0.842'
 * @example numberText(17500.4) // '17,500'
 */
export function numberText(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  if (size > 0 && size < 0.001) return String(Number(value.toPrecision(2)));
  return value.toLocaleString('en-US', {
    minimumFractionDigits: size >= 10 ? 0 : decimals,
    maximumFractionDigits: decimals,
  });
}

/** Two figures with as many decimals as tell them apart, at least as `numberText` gives and at most six. */
export function numberTexts(one: number, other: number): [string, string] {
  const [first, second] = [numberText(one), numberText(other)];
  if (one === other || first !== second) return [first, second];
  for (let decimals = 1; decimals <= 6; decimals++) {
    const format = (value: number) =>
      value.toLocaleString('en-US', { maximumFractionDigits: decimals });
    if (format(one) !== format(other)) return [format(one), format(other)];
  }
  return [first, second];
}

/** A number of things. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** @example percentText(0.95) // '95 %' */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
