/** Uniform draws in [0, 1). */
export type Random = () => number;

/**
 * mulberry32: the same seed gives the same draws on every system.
 * @example
 * const random = seededRandom(7);
 * random(); // 0.011704753153026104
 * @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles in place: Fisher–Yates. */
export function shuffle<T extends Float64Array | Uint32Array | unknown[]>(
  values: T,
  random: Random,
): T {
  for (let index = values.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const kept = values[index];
    values[index] = values[other] as never;
    values[other] = kept as never;
  }
  return values;
}
