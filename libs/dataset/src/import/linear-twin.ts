/** One-sided 99 % of the normal distribution. */
const z = 2.326;
/** A column that explains this share of the variation is the target in another unit, not a feature. */
const leastExplained = 0.999;
const fewestRows = 10;

/**
 * Whether a numeric column is the target times a constant plus a constant, or its logarithm, up to rounding: the
 * lower 99 % bound (Fisher's z) of the squared correlation is at least 0.999.
 *
 * @returns a phrase for the evidence, `null` when it is not
 */
export function linearTwin(
  values: readonly number[],
  target: readonly number[],
  targetName: string,
): string | null {
  const plain = explained(values, target);
  if (plain >= leastExplained) {
    const factor = constantFactor(values, target);
    if (factor !== null)
      return `is ${factor === 1 ? '' : `${factor} × `}${targetName} in every row`;
    return `explains ${floorPercent(plain)} of ${targetName}: the same in another unit`;
  }
  const isPositive = (list: readonly number[]): boolean => list.every((value) => value > 0);
  const log = (list: readonly number[]): readonly number[] => list.map((value) => Math.log(value));
  if (isPositive(target) && explained(values, log(target)) >= leastExplained) {
    return `is the logarithm of ${targetName}`;
  }
  if (isPositive(values) && explained(log(values), target) >= leastExplained) {
    return `is the exponential of ${targetName}`;
  }
  return null;
}

/** Lower bound of r². */
function explained(a: readonly number[], b: readonly number[]): number {
  const count = a.length;
  if (count < fewestRows) return 0;
  const meanA = a.reduce((sum, value) => sum + value, 0) / count;
  const meanB = b.reduce((sum, value) => sum + value, 0) / count;
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let row = 0; row < count; row++) {
    const distanceA = (a[row] ?? 0) - meanA;
    const distanceB = (b[row] ?? 0) - meanB;
    products += distanceA * distanceB;
    squaresA += distanceA * distanceA;
    squaresB += distanceB * distanceB;
  }
  if (squaresA === 0 || squaresB === 0) return 0;
  const r = Math.min(1 - 1e-12, Math.abs(products) / Math.sqrt(squaresA * squaresB));
  const bound = Math.tanh(Math.max(0, Math.atanh(r) - z / Math.sqrt(count - 3)));
  return bound * bound;
}

function constantFactor(values: readonly number[], target: readonly number[]): number | null {
  const row = target.findIndex((value) => value !== 0);
  const factor = Number(((values[row] ?? 0) / (target[row] ?? 1)).toPrecision(6));
  const isConstant = values.every((value, index) => {
    const expected = factor * (target[index] ?? 0);
    return Math.abs(value - expected) <= 1e-6 * Math.max(1, Math.abs(expected));
  });
  return isConstant ? factor : null;
}

function floorPercent(share: number): string {
  return `${Math.floor(share * 1e4) / 100} %`;
}
