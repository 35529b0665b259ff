import type { GateCheck } from '@create-mlops/contracts';
import type { Decision } from '../estimate/decide.ts';

export type OnFail = 'block' | 'warn';

/**
 * What a decision means for the gate. Where failing only warns, an open question warns too: it must not keep a model
 * from production.
 */
export function statusOf(outcome: Decision['outcome'], onFail: OnFail): GateCheck['status'] {
  if (outcome === 'pass') return 'pass';
  if (outcome === 'fail') return onFail;
  return onFail === 'warn' ? 'warn' : 'inconclusive';
}

type PlainParts = Pick<GateCheck, 'check' | 'against' | 'status' | 'reason'> & Partial<GateCheck>;

/** A check with the fields that it has nothing to say about filled in. */
export function plainCheck(parts: PlainParts): GateCheck {
  return {
    slice: null,
    value: null,
    limit: null,
    bound: null,
    n: 0,
    neededN: null,
    method: 'comparison',
    ...parts,
  };
}
