import { describe, expect, it } from 'vitest';
import { bestEpoch } from './best-epoch.ts';

describe('bestEpoch', () => {
  it('is the first of those with the lowest validation loss', () => {
    const epochs = [0.5, 0.3, 0.3, 0.4].map((validationLoss, index) => ({
      epoch: index + 1,
      validationLoss,
    }));
    expect(bestEpoch(epochs)?.epoch).toBe(2);
  });

  it('is null without epochs', () => {
    expect(bestEpoch([])).toBeNull();
  });
});
