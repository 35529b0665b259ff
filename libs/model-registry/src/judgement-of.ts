import type { Judgement, Verdict, VersionRecord } from '@create-mlops/contracts';
import type { Replay } from './replay-events.ts';

/**
 * What the gate said last of a version.
 *
 * @param readVerdict for records of a time when they did not hold it themselves.
 */
export function judgementOf(
  record: VersionRecord,
  state: Pick<Replay, 'judgements'>,
  readVerdict: () => Verdict,
): Judgement {
  return state.judgements.get(record.version) ?? record.judgement ?? readVerdict();
}
