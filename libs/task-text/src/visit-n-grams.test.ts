import { describe, expect, it } from 'vitest';
import { HASH_SLOTS, type NGrams, visitNGrams } from './visit-n-grams.ts';

function slotsOf(tokens: readonly string[], grams: NGrams): number[] {
  const slots: number[] = [];
  visitNGrams(tokens, grams, (slot) => slots.push(slot));
  return slots;
}

describe('visitNGrams', () => {
  it('tells every run of words', () => {
    const slots = slotsOf(['a', 'b', 'a'], { words: 2, characters: null });
    // a, a b, b, b a, a
    expect(slots).toHaveLength(5);
    expect(slots[0]).toBe(slots[4]);
    expect(new Set(slots).size).toBe(4);
  });

  it('tells every run of characters inside words and their borders, of symbols none', () => {
    // ␣ab␣ holds ␣ab, ab␣ and ␣ab␣.
    const slots = slotsOf(['ab', '!'], { words: 0, characters: { from: 3, to: 4 } });
    expect(new Set(slots).size).toBe(3);
    expect(slots).toHaveLength(3);
  });

  it('does not take a word for its own characters, nor two words for one', () => {
    const words = slotsOf(['ab'], { words: 1, characters: null });
    const characters = slotsOf(['ab'], { words: 0, characters: { from: 2, to: 2 } });
    expect(characters).not.toContain(words[0]);
    expect(slotsOf(['a', 'b'], { words: 2, characters: null })).not.toContain(words[0]);
  });

  it('spreads n-grams evenly over the slots', () => {
    const tokens = Array.from({ length: 20_000 }, (_, index) => `word${index}`);
    const slots = slotsOf(tokens, { words: 1, characters: null });
    expect(slots.every((slot) => slot >= 0 && slot < HASH_SLOTS)).toBe(true);
    // Thrown at random, 20,000 balls into 1,048,576 urns leave about 19,811 urns hit.
    expect(new Set(slots).size).toBeGreaterThan(19_700);
  });
});
