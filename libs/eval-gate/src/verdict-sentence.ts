import type { GateCheck, Verdict } from '@create-mlops/contracts';
import { leavesVerdictOpen } from './checks/gate-check.ts';
import type { Metric } from './metric.ts';
import { countText, numberText, numberTexts } from './print/number-text.ts';

/**
 * A verdict in one plain sentence.
 *
 * @example
 * 'Accuracy 0.842 on 1,000 test rows beats the majority class (0.742) and is not worse than production (0.838).'
 */
export function verdictSentence(
  verdict: Pick<
    Verdict,
    'decision' | 'testRows' | 'metrics' | 'productionMetrics' | 'checks' | 'productionHash'
  >,
  names: { readonly headline: Metric | undefined; readonly baselineTitle: string },
): string {
  const { checks } = verdict;
  if (verdict.decision === 'unchanged') {
    return `This model is in production already (${verdict.productionHash?.slice(0, 12)}): there is nothing to do.`;
  }
  if (verdict.decision === 'block')
    return listed(
      'Blocked',
      checks.filter(({ status }) => status === 'block'),
    );
  if (verdict.decision === 'inconclusive')
    return listed('Not decided', checks.filter(leavesVerdictOpen));
  return `${passing(verdict, names)}${warnings(checks)}`;
}

function passing(
  {
    metrics,
    productionMetrics,
    checks,
    testRows,
    productionHash,
  }: Pick<Verdict, 'metrics' | 'productionMetrics' | 'checks' | 'testRows' | 'productionHash'>,
  { headline, baselineTitle }: { headline: Metric | undefined; baselineTitle: string },
): string {
  const first =
    productionHash === null ? ' It is the first model: there is none in production.' : '';
  const value = headline === undefined ? undefined : metrics[headline.name];
  if (headline === undefined || value === undefined) {
    return `All ${countText(checks.length)} checks pass on ${countText(testRows)} test rows.${first}`;
  }
  const check = (against: GateCheck['against']) =>
    checks.find((one) => one.against === against && one.check === headline.name);
  const baseline = check('baseline');
  const theirs = productionMetrics?.[headline.name];
  const clauses: string[] = [];
  if (baseline?.status === 'pass' && baseline.limit !== null) {
    clauses.push(`beats ${baselineTitle} (${numberText(baseline.limit)})`);
  }
  const compared = check('production');
  if (compared?.status === 'pass' && theirs !== undefined) {
    clauses.push(
      `is ${showsBetter(compared, theirs, headline) ? 'better' : 'not worse'} than the version in production (${numberTexts(theirs, value)[0]})`,
    );
  }
  if (clauses.length === 0) clauses.push('passes every check');
  const shown = theirs === undefined ? numberText(value) : numberTexts(value, theirs)[0];
  return `${headline.title} ${shown} on ${countText(testRows)} test rows ${clauses.join(' and ')}.${first}`;
}

/** Whether a comparison showed more than "not worse": what decided lies beyond production's own value. */
function showsBetter(
  { value, bound, limit }: GateCheck,
  theirs: number,
  { direction }: Metric,
): boolean {
  const gain = (figure: number | null) =>
    figure === null ? 0 : (direction === 'higher' ? 1 : -1) * (figure - theirs);
  return bound === null ? gain(value) > 0 && gain(limit) >= 0 : gain(bound) > 0;
}

function listed(word: string, found: readonly GateCheck[]): string {
  const others = found.length - 1;
  const more = others > 0 ? ` (and ${others} more ${others === 1 ? 'check' : 'checks'})` : '';
  const reason = (found[0]?.reason ?? '').replace(/\.$/, '');
  return `${word}: ${reason}${more}.`;
}

function warnings(checks: readonly GateCheck[]): string {
  const found = checks.filter(({ status }) => status === 'warn');
  if (found.length === 0) return '';
  return found.length === 1
    ? ` One check warns: ${found[0]?.reason ?? ''}`
    : ` ${countText(found.length)} checks warn.`;
}
