/** Draws for a sample generator; the same seed gives the same draws on every system. */
export type Draw = {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Whole number in [low, high]. */
  readonly integer: (low: number, high: number) => number;
  /** One of the values, each as likely as its weight. */
  readonly choose: <T>(values: readonly (readonly [T, number])[]) => T;
};

/**
 * mulberry32 for uniforms and the sum of twelve uniforms for normals: integer arithmetic and additions only, so that no
 * system's `Math.log` or `Math.cos` can change a digit.
 */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => {
    let sum = -6;
    for (let index = 0; index < 12; index++) sum += uniform();
    return sum;
  };
  return {
    uniform,
    normal,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    choose: (values) => {
      let rest = uniform() * values.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of values) {
        rest -= weight;
        if (rest < 0) return value;
      }
      const last = values.at(-1);
      if (last === undefined) throw new RangeError('There is nothing to choose from.');
      return last[0];
    },
  };
}
