import { seededRandom } from '@create-mlops/statistics';

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
