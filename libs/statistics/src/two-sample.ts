import { mean, variance } from 'simple-statistics';
import { studentTSf } from './distributions.ts';
import { kolmogorovSf, kolmogorovSmirnovSf } from './kolmogorov.ts';
import { normalSf } from './normal.ts';

/** A statistic and how likely one at least as large is when both samples come from one distribution. */
export type TestResult = { readonly statistic: number; readonly pValue: number };

/** Up to this many lattice points the Kolmogorov–Smirnov p-value is counted, not approximated. */
const exactProduct = 10_000;

/**
 * Two-sample Kolmogorov–Smirnov test, two-sided. NaN values are the caller's to remove.
 *
 * @param options.method `auto` counts lattice paths while n·m ≤ 10,000 and uses the limiting distribution above.
 * @returns statistic 0 and pValue 1 when a sample is empty.
 * @example kolmogorovSmirnov([1, 2, 3], [1, 2, 3]) // { statistic: 0, pValue: 1 }
 */
export function kolmogorovSmirnov(
  reference: readonly number[],
  current: readonly number[],
  options: { readonly method?: 'auto' | 'exact' | 'asymptotic' } = {},
): TestResult {
  const [n, m] = [reference.length, current.length];
  if (n === 0 || m === 0) return { statistic: 0, pValue: 1 };
  const largest = largestGap(sorted(reference), sorted(current));
  const statistic = largest / (n * m);
  if (largest === 0) return { statistic: 0, pValue: 1 };
  const { method = 'auto' } = options;
  const exact = method === 'exact' || (method === 'auto' && n * m <= exactProduct);
  const effective = (n * m) / (n + m);
  const pValue = exact
    ? shareOfPathsOutside(n, m, largest)
    : effective <= 140
      ? kolmogorovSmirnovSf(statistic, Math.max(1, roundHalfEven(effective)))
      : kolmogorovSf(statistic * Math.sqrt(effective));
  return { statistic, pValue };
}

/** max |i·m − j·n| over the merged samples, a whole number: no rounding decides what is as extreme. */
function largestGap(reference: Float64Array, current: Float64Array): number {
  const [n, m] = [reference.length, current.length];
  let [i, j, largest] = [0, 0, 0];
  while (i < n && j < m) {
    const value = Math.min(reference[i] ?? 0, current[j] ?? 0);
    while (i < n && reference[i] === value) i++;
    while (j < m && current[j] === value) j++;
    largest = Math.max(largest, Math.abs(i * m - j * n));
  }
  return largest;
}

/** The share of monotone lattice paths from (0, 0) to (n, m) that touch |i·m − j·n| ≥ limit; sums positive terms only. */
function shareOfPathsOutside(n: number, m: number, limit: number): number {
  let outside = 0;
  // inside[j]: probability that a random path is at (i, j) and never was outside.
  const inside = new Float64Array(m + 1);
  inside[0] = 1;
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      let probability = i === 0 && j === 0 ? 1 : 0;
      if (i > 0) probability += ((inside[j] ?? 0) * (n - i + 1)) / (n + m - i - j + 1);
      if (j > 0) probability += ((inside[j - 1] ?? 0) * (m - j + 1)) / (n + m - i - j + 1);
      if (Math.abs(i * m - j * n) >= limit) {
        outside += probability;
        inside[j] = 0;
      } else inside[j] = probability;
    }
  }
  return Math.min(1, outside);
}

/**
 * First Wasserstein distance: the area between the two distribution functions, in the values' own unit.
 *
 * @returns NaN when a sample is empty.
 */
export function wasserstein(reference: readonly number[], current: readonly number[]): number {
  return integrateGap(reference, current, Math.abs);
}

/** Energy distance, √(2·∫(F − G)²), as scipy defines it. */
export function energyDistance(reference: readonly number[], current: readonly number[]): number {
  return Math.sqrt(2 * integrateGap(reference, current, (gap) => gap * gap));
}

function integrateGap(
  reference: readonly number[],
  current: readonly number[],
  weigh: (gap: number) => number,
): number {
  if (reference.length === 0 || current.length === 0) return Number.NaN;
  const [a, b] = [sorted(reference), sorted(current)];
  let [i, j, area] = [0, 0, 0];
  let previous = Math.min(a[0] ?? 0, b[0] ?? 0);
  while (i < a.length || j < b.length) {
    const value = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    area += weigh(i / a.length - j / b.length) * (value - previous);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    previous = value;
  }
  return area;
}

/**
 * Mann–Whitney U test, two-sided, normal approximation with tie and continuity corrections.
 *
 * @returns the U of the reference sample; pValue 1 when all values are equal or a sample is empty.
 */
export function mannWhitney(reference: readonly number[], current: readonly number[]): TestResult {
  const [n, m] = [reference.length, current.length];
  if (n === 0 || m === 0) return { statistic: 0, pValue: 1 };
  const merged = [
    ...reference.map((value) => ({ value, isReference: true })),
    ...current.map((value) => ({ value, isReference: false })),
  ].sort((a, b) => a.value - b.value);
  let [rankSum, tieTerm] = [0, 0];
  for (let start = 0; start < merged.length; ) {
    let end = start;
    let references = 0;
    while (end < merged.length && merged[end]?.value === merged[start]?.value) {
      if (merged[end]?.isReference === true) references++;
      end++;
    }
    const ties = end - start;
    rankSum += references * ((start + 1 + end) / 2);
    tieTerm += ties ** 3 - ties;
    start = end;
  }
  const statistic = rankSum - (n * (n + 1)) / 2;
  const total = n + m;
  const spread = Math.sqrt(((n * m) / 12) * (total + 1 - tieTerm / (total * (total - 1))));
  if (spread === 0) return { statistic, pValue: 1 };
  const larger = Math.max(statistic, n * m - statistic);
  const z = (larger - (n * m) / 2 - 0.5) / spread;
  return { statistic, pValue: Math.min(1, 2 * normalSf(z)) };
}

/** Welch's t test, two-sided, and its degrees of freedom. Needs two values on each side; otherwise NaN. */
export function welchT(
  reference: readonly number[],
  current: readonly number[],
): TestResult & { readonly degrees: number } {
  const [n, m] = [reference.length, current.length];
  if (n < 2 || m < 2) return { statistic: Number.NaN, pValue: Number.NaN, degrees: Number.NaN };
  const a = (variance([...reference]) * n) / (n - 1) / n;
  const b = (variance([...current]) * m) / (m - 1) / m;
  const statistic = (mean([...reference]) - mean([...current])) / Math.sqrt(a + b);
  const degrees = (a + b) ** 2 / (a ** 2 / (n - 1) + b ** 2 / (m - 1));
  return { statistic, degrees, pValue: 2 * studentTSf(Math.abs(statistic), degrees) };
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
