import { describe, expect, it } from 'vitest';
import { withSeededRandom } from './with-seeded-random.ts';

describe('withSeededRandom', () => {
  it('seeds Math.random within, and gives it back also after a failure', async () => {
    const original = Math.random;
    const draw = () => withSeededRandom(7, async () => [Math.random(), Math.random()]);
    expect(await draw()).toEqual(await draw());
    await expect(
      withSeededRandom(7, async () => {
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(Math.random).toBe(original);
  });
});
