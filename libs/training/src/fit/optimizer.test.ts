import { mul, scalar, variable } from '@tensorflow/tfjs-core';
// It registers the gradients.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { createOptimizer, scheduledRate, setLearningRate } from './optimizer.ts';

describe('scheduledRate', () => {
  it('falls along half a cosine, or stays', () => {
    const cosine = { schedule: 'cosine', learningRate: 0.1 } as const;
    expect([0, 0.5, 1].map((share) => scheduledRate(cosine, share))).toEqual([
      0.1,
      expect.closeTo(0.05, 12),
      expect.closeTo(0, 12),
    ]);
    expect(scheduledRate({ schedule: 'constant', learningRate: 0.1 }, 0.9)).toBe(0.1);
  });
});

describe('setLearningRate', () => {
  beforeAll(() => openBackend('cpu', { warn: () => undefined }));

  it.each(['adam', 'sgd', 'momentum', 'rmsprop', 'adagrad', 'adamax'] as const)(
    'decides how far %s steps',
    (name) => {
      const step = (rate: number) => {
        const optimizer = createOptimizer({ optimizer: name, learningRate: 0.5 });
        setLearningRate(optimizer, rate);
        const weight = variable(scalar(1));
        optimizer.minimize(() => mul(weight, weight), false, [weight]);
        const [value = Number.NaN] = weight.dataSync();
        weight.dispose();
        optimizer.dispose();
        return 1 - value;
      };
      expect(step(0)).toBeCloseTo(0, 7);
      expect(step(0.02) / step(0.01)).toBeCloseTo(2, 1);
    },
  );
});
