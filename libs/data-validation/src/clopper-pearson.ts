/**
 * One-sided Clopper–Pearson bounds of a binomial proportion: each holds with probability ≥ `confidence`.
 *
 * @param failures 0..n
 * @param confidence 0..1
 * @returns shares; [0, 1] when n is 0.
 * @see Clopper & Pearson (1934), Biometrika 26(4)
 * @example clopperPearson(0, 100, 0.95) // { lower: 0, upper: 0.0295 }: the rule of three
 */
export function clopperPearson(
  failures: number,
  n: number,
  confidence: number,
): { readonly lower: number; readonly upper: number } {
  if (n === 0) return { lower: 0, upper: 1 };
  const alpha = 1 - confidence;
  return {
    // P(X ≥ failures | p) = I_p(failures, n − failures + 1)
    lower: failures === 0 ? 0 : solve((p) => incompleteBeta(p, failures, n - failures + 1), alpha),
    upper:
      failures === n ? 1 : solve((p) => incompleteBeta(p, failures + 1, n - failures), confidence),
  };
}

/** The p at which a rising function reaches `level`, by bisection to the last bit that matters. */
function solve(rising: (p: number) => number, level: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b) by Lentz's continued fraction. @see Numerical Recipes, 3rd ed., 6.4 */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  // Converges in O(sqrt(max(a, b))) steps.
  for (let m = 1; m < 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-14) break;
  }
  return result;
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(z) for z ≥ 0.5. @see Lanczos (1964); coefficients g = 7, n = 9 */
function logGamma(z: number): number {
  const x = z - 1;
  let sum = 0.9999999999998099;
  lanczos.forEach((coefficient, index) => {
    sum += coefficient / (x + index + 1);
  });
  const t = x + lanczos.length - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}
