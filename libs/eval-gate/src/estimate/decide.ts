import { rowsToDecide } from './confidence.ts';
import type { Estimate } from './estimate.ts';

/** `bound`: the confidence bound must clear the limit. `point`: the estimate must, whatever its error. */
export type DecisionMode = 'bound' | 'point';

export type Decision = {
  readonly outcome: 'pass' | 'fail' | 'undecided';
  /** The bound that decided; `null` in point mode. */
  readonly bound: number | null;
  /** How many rows would decide; `null` unless undecided. */
  readonly neededN: number | null;
  readonly method: string;
};

/**
 * Holds an estimate against a limit, the limit itself passing. With `bound` there are three answers: the bound on the
 * near side clears the limit, the bound on the far side misses it, or neither.
 *
 * @param side `min`: the value must be at least the limit. `max`: at most.
 */
export function decide(
  estimate: Estimate,
  { side, limit }: { readonly side: 'min' | 'max'; readonly limit: number },
  { mode, confidence }: { readonly mode: DecisionMode; readonly confidence: number },
): Decision {
  const sign = side === 'min' ? 1 : -1;
  const clears = (value: number) => sign * (value - limit) >= 0;
  if (mode === 'point') {
    const outcome = clears(estimate.value) ? 'pass' : 'fail';
    return { outcome, bound: null, neededN: null, method: 'point' };
  }
  const near = side === 'min' ? estimate.lower : estimate.upper;
  const far = side === 'min' ? estimate.upper : estimate.lower;
  const { method } = estimate;
  const kept = (bound: number) => (Number.isFinite(bound) ? bound : null);
  if (clears(near)) return { outcome: 'pass', bound: kept(near), neededN: null, method };
  if (sign * (far - limit) < 0) return { outcome: 'fail', bound: kept(far), neededN: null, method };
  const nearer = clears(estimate.value) ? near : far;
  const neededN = rowsToDecide(
    estimate.n,
    {
      distance: Math.abs(estimate.value - limit),
      halfWidth: Math.abs(nearer - estimate.value),
    },
    confidence,
  );
  return { outcome: 'undecided', bound: kept(near), neededN, method };
}
