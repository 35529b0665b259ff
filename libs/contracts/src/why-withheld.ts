import type { ContractColumn } from './column.ts';

/**
 * Why a request does not carry a column, as the end of a sentence that begins with the column's name; `null` for a column
 * that it may carry. The target is asked for, a leak gives it away, and a computed column follows from another one.
 * @example
 * whyWithheld({ ...column, role: 'target' }) // 'is what the model predicts; leave it out.'
 */
export function whyWithheld(column: Pick<ContractColumn, 'role' | 'computedFrom'>): string | null {
  const { role, computedFrom } = column;
  if (role === 'target') return 'is what the model predicts; leave it out.';
  if (role === 'leak') {
    return 'has the role `leak`: the model has never seen it; leave it out.';
  }
  return computedFrom === undefined
    ? null
    : `is computed from '${computedFrom}' where data is taken in; leave it out.`;
}
