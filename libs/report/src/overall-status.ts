import type { ReportInput } from './report-input.ts';
import type { Status } from './stage-lines.ts';
import { isVerdictStale } from './stale-verdict.ts';

export type OverallStatus = { readonly status: Status; readonly words: string };

/** The whole run in a word or two: the worst that a stage found, or how far the pipeline came. */
export function overallStatus(input: ReportInput): OverallStatus {
  const { validation, manifest, verdict, drift } = input;
  if (validation?.verdict === 'fail') return { status: 'fail', words: 'Data invalid' };
  if (verdict?.blocking && !isVerdictStale(input))
    return { status: 'fail', words: 'Blocked by the gate' };
  if (drift?.decision === 'drift') return { status: 'fail', words: 'Drift found' };
  if (validation === null || manifest === null || verdict === null || isVerdictStale(input)) {
    return { status: 'none', words: 'Not complete yet' };
  }
  const warns =
    validation.verdict === 'warn' ||
    verdict.decision === 'inconclusive' ||
    verdict.checks.some(({ status }) => status === 'warn') ||
    drift?.decision === 'warn';
  if (warns) return { status: 'warn', words: 'Passed with warnings' };
  return {
    status: 'pass',
    words: verdict.decision === 'unchanged' ? 'Unchanged, in production' : 'All stages pass',
  };
}
