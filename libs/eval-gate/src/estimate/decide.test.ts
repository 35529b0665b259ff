import { describe, expect, it } from 'vitest';
import { detectableWidth, rowsToDecide } from './confidence.ts';
import { type Decision, decide } from './decide.ts';

const estimate = { value: 0.8, lower: 0.75, upper: 0.84, n: 200, method: 'test' };
const bound = { mode: 'bound', confidence: 0.95 } as const;
const outcome = (side: 'min' | 'max', limit: number): Decision['outcome'] =>
  decide(estimate, { side, limit }, bound).outcome;

describe('decide', () => {
  it('passes, fails or stays open as the bounds lie, the limit itself passing', () => {
    expect([0.7, 0.75, 0.76, 0.84, 0.85].map((limit) => outcome('min', limit))).toEqual([
      'pass',
      'pass',
      'undecided',
      'undecided',
      'fail',
    ]);
    expect([0.7, 0.75, 0.8, 0.84, 0.9].map((limit) => outcome('max', limit))).toEqual([
      'fail',
      'undecided',
      'undecided',
      'pass',
      'pass',
    ]);
  });

  it('names the bound that decided', () => {
    expect(decide(estimate, { side: 'min', limit: 0.7 }, bound).bound).toBe(0.75);
    expect(decide(estimate, { side: 'min', limit: 0.9 }, bound).bound).toBe(0.84);
  });

  it('compares estimates in point mode', () => {
    const point = { mode: 'point', confidence: 0.95 } as const;
    expect(decide(estimate, { side: 'min', limit: 0.8 }, point)).toMatchObject({
      outcome: 'pass',
      bound: null,
    });
    expect(decide(estimate, { side: 'max', limit: 0.79 }, point).outcome).toBe('fail');
  });

  it('is open, without a number of rows, where the estimate stands on the limit', () => {
    const open = decide(estimate, { side: 'min', limit: 0.8 }, bound);
    expect(open).toMatchObject({ outcome: 'undecided', neededN: null });
  });

  it('is open when there are no bounds', () => {
    const blind = { ...estimate, lower: Number.NaN, upper: Number.NaN };
    expect(decide(blind, { side: 'min', limit: 0.5 }, bound)).toMatchObject({
      outcome: 'undecided',
      bound: null,
    });
  });
});

describe('rowsToDecide', () => {
  it('grows with the square of spread over distance', () => {
    const rows = (distance: number) => rowsToDecide(100, { distance, halfWidth: 0.05 }, 0.95) ?? 0;
    expect(rows(0.01) / rows(0.02)).toBeCloseTo(4, 1);
  });

  it('uses the width that is found with 80 % power', () => {
    expect(detectableWidth(0.95)).toBeCloseTo(2.486, 3);
  });
});
