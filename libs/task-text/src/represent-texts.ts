import type { Representation } from '@create-mlops/contracts';
import { fnv1a } from '@create-mlops/encoding';
import { tokenize } from './tokenize.ts';

/** Dimensions of a text's point: enough that a new topic moves some of them, few enough for 500 points in a bundle. */
const WIDTH = 256;
const LETTERS = 3;

/**
 * A point per text: counts of its character trigrams, hashed to 256 dimensions, as a unit vector of their square roots, so
 * that length does not matter. It knows no word, so a new language or new slang shows whatever the model was fitted on.
 */
export function representTexts(texts: readonly string[]): Representation {
  const values = new Float32Array(texts.length * WIDTH);
  for (const [row, text] of texts.entries()) {
    const plain = ` ${tokenize(text, { numbers: 'mask', lowerCase: true }).join(' ')} `;
    let count = 0;
    for (let at = 0; at + LETTERS <= plain.length; at++) {
      const slot = row * WIDTH + (fnv1a(plain.slice(at, at + LETTERS)) % WIDTH);
      values[slot] = (values[slot] ?? 0) + 1;
      count++;
    }
    for (let at = row * WIDTH; at < (row + 1) * WIDTH; at++) {
      values[at] = Math.sqrt((values[at] ?? 0) / Math.max(1, count));
    }
  }
  return { width: WIDTH, values };
}
