import { describe, expect, it } from 'vitest';
import { seededDraws } from '../test/seeded-draws.ts';
import { bettingTest, observationsNeeded } from './betting-test.ts';

describe('bettingTest', () => {
  it('is the mixture of products that the docstring gives', () => {
    const test = bettingTest({ margin: 0.1, level: 0.01 });
    const differences = [1, 0, -0.5];
    for (const difference of differences) test.add(difference);
    let sum = 0;
    for (let index = 0; index < 12; index++) {
      const lambda = (0.9 / 1.1) * 256 ** (index / 11 - 1);
      sum += differences.reduce((product, d) => product * (1 + lambda * (d - 0.1)), 1);
    }
    expect(test.evidence()).toBeCloseTo(sum / 12, 10);
  });

  it('begins without evidence, and refuses what is no difference', () => {
    const test = bettingTest({ margin: 0, level: 0.01 });
    expect(test.evidence()).toBeCloseTo(1);
    expect(test.isRejected()).toBe(false);
    for (const nonsense of [Number.NaN, 1.5, -2])
      expect(() => test.add(nonsense)).toThrow(RangeError);
  });

  it('stops a candidate that fails always within a dozen requests', () => {
    const test = bettingTest({ margin: 0.01, level: 0.01 });
    let count = 0;
    while (!test.isRejected()) {
      test.add(1);
      count++;
    }
    expect(count).toBeLessThanOrEqual(13);
    for (let later = 0; later < 100; later++) test.add(-1);
    expect(test.isRejected()).toBe(true);
  });

  it('calls an equal candidate worse in at most one of a hundred runs, looked at after each of 2,000 requests', () => {
    const runs = 600;
    for (const share of [0.01, 0.2]) {
      const draw = seededDraws(11);
      let alarms = 0;
      for (let run = 0; run < runs; run++) {
        // The margin 0 is the exact null: any other makes alarms rarer.
        const test = bettingTest({ margin: 0, level: 0.01 });
        for (let request = 0; request < 2_000 && !test.isRejected(); request++) {
          test.add(Number(draw() < share) - Number(draw() < share));
        }
        if (test.isRejected()) alarms++;
      }
      // Expected at most 6; more than 14 has a probability below 0.002.
      expect(alarms, `${alarms} of ${runs} at ${share}`).toBeLessThanOrEqual(14);
    }
  });

  it('finds one error in five within a few hundred requests', () => {
    const draw = seededDraws(5);
    const counts = Array.from({ length: 100 }, () => {
      const test = bettingTest({ margin: 0.01, level: 0.01 });
      let count = 0;
      for (; !test.isRejected() && count < 5_000; count++) {
        test.add(Number(draw() < 0.2) - Number(draw() < 0.01));
      }
      return count;
    }).sort((a, b) => a - b);
    expect(counts[50]).toBeLessThan(120);
    expect(counts[99]).toBeLessThan(500);
  });
});

describe('observationsNeeded', () => {
  it('is what it takes without any error, and more for a smaller margin', () => {
    const needed = observationsNeeded({ margin: -0.02, level: 0.05 });
    expect(needed).toBeGreaterThan(150);
    expect(needed).toBeLessThan(400);
    expect(observationsNeeded({ margin: -0.01, level: 0.05 })).toBeGreaterThan(needed);
  });
});
