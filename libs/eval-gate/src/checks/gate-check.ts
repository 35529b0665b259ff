import type { GateCheck } from '@create-mlops/contracts';
import type { Decision } from '../estimate/decide.ts';

export type OnFail = 'block' | 'warn';

/** What a decision means for the gate; spread into a check. */
export function standing(
  outcome: Decision['outcome'],
  onFail: OnFail,
): Pick<GateCheck, 'status' | 'onFail'> {
  const status = outcome === 'undecided' ? 'inconclusive' : outcome === 'pass' ? 'pass' : onFail;
  return { status, onFail };
}

/** Whether an open question is one that the verdict waits for: where a miss only warns, it is not. */
export function leavesVerdictOpen({ status, onFail }: GateCheck): boolean {
  return status === 'inconclusive' && onFail !== 'warn';
}

export type PlainParts = Pick<GateCheck, 'check' | 'against' | 'status' | 'reason'> &
  Partial<GateCheck>;

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
