import { percentText } from '../print/number-text.ts';
import type { Gap, GroupRate } from './group-figures.ts';

/** A gap with the rates behind it in words. */
export type NamedGap = Gap & { readonly words: string };

/** @example nameRates('yes is answered to', gap, rates).words // 'yes is answered to 12 % of female and 20 % of male.' */
export function nameRates(what: string, gap: Gap, rates: readonly GroupRate[]): NamedGap {
  const share = (group: string) => {
    const rate = rates.find((one) => one.group === group);
    return rate === undefined ? '–' : percentText(rate.hits / rate.n);
  };
  const words = `${what} ${share(gap.low)} of ${gap.low} and ${share(gap.high)} of ${gap.high}.`;
  return { ...gap, words: `${words.charAt(0).toUpperCase()}${words.slice(1)}` };
}
