import { describe, expect, it } from 'vitest';
import { alternate } from './alternate.ts';

describe('alternate', () => {
  it('takes turns, leaves the first round out and gives medians', async () => {
    const order: string[] = [];
    const contender = (name: string, values: readonly number[]) => async (round: number) => {
      order.push(name);
      return values[round] ?? Number.NaN;
    };
    const medians = await alternate(
      { a: contender('a', [99, 1, 5, 2]), b: contender('b', [99, 7, 8, 9]) },
      3,
    );
    expect(medians).toEqual({ a: 2, b: 8 });
    expect(order.join('')).toBe('abababab');
  });
});
