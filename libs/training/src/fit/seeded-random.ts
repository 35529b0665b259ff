/**
 * Mulberry32: a reproducible stream of numbers in [0, 1) from a 32-bit seed.
 * @example
 * const random = seededRandom(7);
 * random(); // 0.011704753153026104
 * @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Puts the entries in a random order, in place (Fisher–Yates). */
export function shuffle(entries: Uint32Array, random: () => number): void {
  for (let index = entries.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const held = entries[index] ?? 0;
    entries[index] = entries[other] ?? 0;
    entries[other] = held;
  }
}

/**
 * Runs `action` while `Math.random` is a seeded stream, and restores it afterwards. Dropout layers and initializers
 * without a seed draw from it; a *seeded* dropout layer of TensorFlow.js would repeat one mask for ever.
 * Nothing else in the process should draw random numbers meanwhile.
 */
export async function withSeededRandom<T>(seed: number, action: () => Promise<T>): Promise<T> {
  const original = Math.random;
  Math.random = seededRandom(seed);
  try {
    return await action();
  } finally {
    Math.random = original;
  }
}
