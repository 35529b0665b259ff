import { clopperPearson } from '@create-mlops/statistics';
import { z } from 'zod';

/**
 * How many rows may break a rule. `mostly` is the share that must keep it. With `confidence` the share is judged by
 * its Clopper–Pearson bounds: kept when the upper bound of the failing share is allowed, broken when the lower is not,
 * `unsure` in between.
 */
export const toleranceShape = {
  mostly: z.number().gt(0).max(1).default(1),
  confidence: z.number().min(0.5).lt(1).optional(),
};

export type Tolerance = { readonly mostly: number; readonly confidence?: number | undefined };

export function judgeShare(
  failing: number,
  total: number,
  tolerance: Tolerance,
): boolean | 'unsure' {
  const { mostly, confidence } = tolerance;
  // Written so that no rounding of 1 − mostly decides the border.
  const isAllowed = (share: number) => 1 - share >= mostly;
  if (confidence === undefined || mostly === 1) return total === 0 || isAllowed(failing / total);
  const { lower, upper } = clopperPearson(failing, total, { confidence, sides: 1 });
  if (isAllowed(upper)) return true;
  return isAllowed(lower) ? 'unsure' : false;
}
