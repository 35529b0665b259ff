import { logBinomialCoefficient } from './log-gamma.ts';

/**
 * P(K > x) for Kolmogorov's limiting distribution.
 *
 * @example kolmogorovSf(1.3580986393225507) // 0.05
 */
export function kolmogorovSf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  if (x < 1) {
    // The theta-function form converges here where the alternating series does not.
    const factor = Math.sqrt(2 * Math.PI) / x;
    let sum = 0;
    for (let k = 1; k <= 20; k += 1)
      sum += Math.exp(-((2 * k - 1) ** 2 * Math.PI ** 2) / (8 * x * x));
    return 1 - factor * sum;
  }
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return Math.max(0, 2 * sum);
}

/** Above this many observations the limiting distribution is used. */
const exactUpTo = 140;

/**
 * P(D_n > d) for the two-sided one-sample Kolmogorov–Smirnov statistic of n observations. With n = round(n·m / (n + m)) it
 * is the large-sample p-value of the two-sample test, as scipy computes it.
 *
 * @see Marsaglia, Tsang & Wang, 2003, for the body; Smirnov's one-sided sum for the tail, where it is exact or nearly so.
 */
export function kolmogorovSmirnovSf(d: number, n: number): number {
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  if (d >= 0.5 || n * d * d > 4) return Math.min(1, 2 * smirnovSf(d, n));
  if (n > exactUpTo) return kolmogorovSf(d * Math.sqrt(n));
  return Math.min(1, Math.max(0, 1 - marsagliaCdf(d, n)));
}

/** P(D+ ≥ d) of n observations. */
function smirnovSf(d: number, n: number): number {
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
    const above = 1 - d - j / n;
    if (above <= 0) continue;
    sum += Math.exp(
      logBinomialCoefficient(n, j) + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log(above),
    );
  }
  return d * sum;
}

function marsagliaCdf(d: number, n: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j): number => (i - j + 1 < 0 ? 0 : 1)),
  );
  const at = (i: number, j: number) => matrix[i]?.[j] ?? 0;
  const set = (i: number, j: number, value: number) => {
    const row = matrix[i];
    if (row !== undefined) row[j] = value;
  };
  for (let i = 0; i < size; i++) {
    set(i, 0, at(i, 0) - h ** (i + 1));
    set(size - 1, i, at(size - 1, i) - h ** (size - i));
  }
  set(size - 1, 0, at(size - 1, 0) + (2 * h - 1 > 0 ? (2 * h - 1) ** size : 0));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let g = 1; g <= i - j + 1; g++) set(i, j, at(i, j) / g);
    }
  }
  const power = matrixPower(matrix, n);
  let result = power.matrix[k - 1]?.[k - 1] ?? 0;
  let exponent = power.exponent;
  for (let i = 1; i <= n; i++) {
    result = (result * i) / n;
    if (result < 1e-140) {
      result *= 1e140;
      exponent -= 140;
    }
  }
  return result * 10 ** exponent;
}

type Scaled = { readonly matrix: number[][]; readonly exponent: number };

function matrixPower(matrix: number[][], n: number): Scaled {
  if (n === 1) return { matrix, exponent: 0 };
  const half = matrixPower(matrix, Math.floor(n / 2));
  let product = multiply(half.matrix, half.matrix);
  let exponent = 2 * half.exponent;
  if (n % 2 === 1) product = multiply(matrix, product);
  const middle = Math.floor(matrix.length / 2);
  if ((product[middle]?.[middle] ?? 0) > 1e140) {
    product = product.map((row) => row.map((value) => value * 1e-140));
    exponent += 140;
  }
  return { matrix: product, exponent };
}

function multiply(a: number[][], b: number[][]): number[][] {
  return a.map((row) =>
    row.map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? 0), 0)),
  );
}
