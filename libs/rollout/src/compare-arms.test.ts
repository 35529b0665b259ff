import { describe, expect, it } from 'vitest';
import { seededDraws } from '../test/seeded-draws.ts';
import { compareArms, type PairedAnswer, quantile } from './compare-arms.ts';
import { rolloutSettingsSchema } from './rollout-settings.ts';

const settings = rolloutSettingsSchema.parse({}).canary;

type Shares = { readonly errors?: number; readonly wrong?: number };
function pairs(
  count: number,
  candidate: Shares,
  production: Shares,
  options: { readonly seed?: number; readonly isLabelled?: boolean } = {},
): PairedAnswer[] {
  const { seed = 3, isLabelled = true } = options;
  const draw = seededDraws(seed);
  const arm = ({ errors = 0, wrong = 0 }: Shares) => {
    const isAnswered = draw() >= errors;
    const isWrong = draw() < wrong;
    return { isAnswered, latencyMs: 2, loss: isAnswered && isLabelled ? Number(isWrong) : null };
  };
  return Array.from({ length: count }, () => {
    const [a, b] = [arm(candidate), arm(production)];
    return {
      candidate: a,
      production: b,
      isSame: a.isAnswered && b.isAnswered ? a.loss === b.loss : null,
    };
  });
}

describe('compareArms', () => {
  it('never calls a candidate healthy without traffic, nor with too little', () => {
    const none = compareArms([], settings);
    expect(none.decision).toBe('undecided');
    expect(none.sentence).toContain('without traffic');
    const few = compareArms(pairs(50, {}, {}), settings);
    expect(few.decision).toBe('undecided');
    expect(few.sentence).toContain(`at least ${few.requestsNeeded} requests`);
  });

  it('calls a candidate healthy that answers as often as production', () => {
    const { decision, requests, agreement, mode } = compareArms(pairs(1_000, {}, {}), settings);
    expect({ decision, requests, agreement, mode }).toEqual({
      decision: 'healthy',
      requests: 1_000,
      agreement: 1,
      mode: 'replay',
    });
  });

  it('stops at the errors of a candidate, long before the end', () => {
    const found = compareArms(pairs(1_000, { errors: 1 }, {}), settings);
    expect(found).toMatchObject({ decision: 'worse', broken: 'errors' });
    expect(found.requests).toBeLessThan(20);
    expect(found.sentence).toContain('failed on 100 %');
  });

  it('stops at wrong answers where the right ones are known, and cannot where they are not', () => {
    const worse = { wrong: 0.5 };
    const found = compareArms(pairs(1_000, worse, { wrong: 0.2 }), settings);
    expect(found).toMatchObject({ decision: 'worse', broken: 'quality' });
    expect(found.sentence).toContain('the candidate was wrong on ');
    const off = pairs(1_000, {}, {}).map(({ candidate, production }) => ({
      candidate: { ...candidate, loss: 0.4 },
      production: { ...production, loss: 0.1 },
      isSame: null,
    }));
    const far = compareArms(off, settings);
    expect(far.sentence).toContain("off by 40 % of the target's range, production off by 10 %");
    expect(far.agreement).toBeNull();
    const unlabelled = pairs(1_000, worse, { wrong: 0.2 }, { isLabelled: false });
    expect(compareArms(unlabelled, settings)).toMatchObject({ decision: 'healthy', loss: null });
  });

  it('rolls back an equal candidate in at most one of a hundred rollouts', () => {
    const runs = 300;
    let alarms = 0;
    for (let seed = 1; seed <= runs; seed++) {
      const same = { errors: 0.01, wrong: 0.2 };
      const { decision } = compareArms(pairs(1_000, same, same, { seed }), settings);
      if (decision === 'worse') alarms++;
    }
    expect(alarms, `${alarms} of ${runs}`).toBeLessThanOrEqual(3);
  });

  it('calls a candidate at the margin of errors healthy in at most one of twenty', () => {
    const runs = 300;
    let passed = 0;
    for (let seed = 1; seed <= runs; seed++) {
      const at = { errors: 0.01 + settings.errorMargin };
      const { decision } = compareArms(pairs(1_000, at, { errors: 0.01 }, { seed }), settings);
      if (decision === 'healthy') passed++;
    }
    // Expected at most 15; more than 25 has a probability below 0.01.
    expect(passed, `${passed} of ${runs}`).toBeLessThanOrEqual(25);
  });
});

describe('quantile', () => {
  it('is a value that was measured, and null of none', () => {
    expect(quantile([3, 1, 2, 4], 0.5)).toBe(2);
    expect(quantile([3, 1, 2, 4], 0.99)).toBe(4);
    expect(quantile([], 0.5)).toBeNull();
  });
});
