import { z } from 'zod';

/** Why a check failed: a closed list, so that tests and annotations can key on it. */
export const reasons = [
  'columnMissing',
  'columnUnexpected',
  'wrongType',
  'notNullable',
  'outOfRange',
  'notInSet',
  'patternMismatch',
  'lengthOutOfRange',
  'refinementFailed',
  'tooFewRows',
  'tooManyRows',
  'tooManyMissing',
  'tooManyDuplicates',
  'notUnique',
  'classImbalance',
  'stale',
  'outliers',
  'splitLeakage',
  'targetLeakage',
  'constantColumn',
  'distribution',
  'rule',
  'lockMismatch',
  'unreadableRow',
  'unreadableImage',
  'blankImage',
  'conflictingLabels',
] as const;
export const reasonSchema = z.enum(reasons);
export type Reason = z.infer<typeof reasonSchema>;

/** What one check found in one column or in the whole table. */
export const findingSchema = z.object({
  check: z.string(),
  column: z.string().nullable(),
  status: z.enum(['pass', 'warn', 'fail']),
  /** `null` when the check passed. */
  reason: reasonSchema.nullable(),
  /** The limit in words with the user's numbers: `at most 3 % missing`. */
  expected: z.string(),
  /** What was seen: `4.2 % missing (21 of 500)`. */
  received: z.string(),
  /** Rows concerned. */
  count: z.number().int(),
  /** The first 20 failing rows, 1-based data rows (the header does not count). */
  rows: z.array(z.number().int()).max(20),
});
export type Finding = z.infer<typeof findingSchema>;
