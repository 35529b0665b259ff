import type { Value } from '@create-mlops/contracts';

const SEED_STEP = 0x9e3779b9;

/**
 * A 53-bit hash of a list of values, the same on every machine; equal lists have equal hashes. 1 and '1' differ,
 * 0 and -0 do not.
 *
 * @see cyrb53, a public-domain mix of two 32-bit multiplicative hashes.
 * @example hashValues([1, 'a'], 7) === hashValues([1, 'a'], 7) // true
 */
export function hashValues(values: readonly Value[], seed: number): number {
  const text = JSON.stringify(values);
  let high = 0xdeadbeef ^ Math.imul(seed, SEED_STEP);
  let low = 0x41c6ce57 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
