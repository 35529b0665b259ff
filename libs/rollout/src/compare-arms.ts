import { bettingTest, observationsNeeded } from './betting-test.ts';
import type { Comparison } from './deployment-report.ts';
import type { CanarySettings } from './rollout-settings.ts';

/** What one arm made of a request. */
export type ArmAnswer = {
  /** Whether it answered at all. */
  readonly isAnswered: boolean;
  readonly latencyMs: number;
  /** How wrong the answer was, 0..1: 0 or 1 for a class; `null` where nobody knows, or where there is no answer. */
  readonly loss: number | null;
};

/** The same request, asked of both. */
export type PairedAnswer = {
  readonly candidate: ArmAnswer;
  readonly production: ArmAnswer;
  /** Whether both gave the same answer; `null` when one gave none, or where answers are numbers. */
  readonly isSame: boolean | null;
};

/**
 * Compares a candidate with production over requests that both were asked, in their order, and stops where a guardrail is broken.
 *
 * `worse`: errors or wrong answers exceed production's by more than the margin. A candidate within the margins is ever called so
 * with a probability of at most `alpha`. `healthy`: errors exceed by less than the margin (wrongly with at most `beta`), and no
 * guardrail is broken. Otherwise, and always without requests, `undecided`.
 */
export function compareArms(pairs: readonly PairedAnswer[], settings: CanarySettings): Comparison {
  const { errorMargin, qualityMargin, alpha, beta } = settings;
  // Two guardrails share the chance of a false alarm.
  const errors = bettingTest({ margin: errorMargin, level: alpha / 2 });
  const quality = bettingTest({ margin: qualityMargin, level: alpha / 2 });
  // The same from the other side: production's errors minus the candidate's are above minus the margin.
  const health = bettingTest({ margin: -errorMargin, level: beta });
  let seen = 0;
  for (const { candidate, production } of pairs) {
    seen++;
    const difference = Number(!candidate.isAnswered) - Number(!production.isAnswered);
    errors.add(difference);
    health.add(-difference);
    if (candidate.loss !== null && production.loss !== null) {
      quality.add(candidate.loss - production.loss);
    }
    if (errors.isRejected() || quality.isRejected()) break;
  }
  const used = pairs.slice(0, seen);
  const figures = figuresOf(used);
  const needed = observationsNeeded({ margin: -errorMargin, level: beta });
  const decision =
    errors.isRejected() || quality.isRejected()
      ? 'worse'
      : health.isRejected()
        ? 'healthy'
        : 'undecided';
  const isErrors = errors.isRejected();
  const isCounted = used.every(({ candidate, production }) =>
    [candidate.loss, production.loss].every((loss) => loss === null || Number.isInteger(loss)),
  );
  return {
    mode: 'replay',
    decision,
    sentence: sentenceOf(decision, figures, { isErrors, isCounted, needed, settings }),
    ...figures,
    requestsNeeded: needed,
    broken: decision === 'worse' ? (isErrors ? 'errors' : 'quality') : null,
  };
}

type Figures = Pick<
  Comparison,
  'requests' | 'labelled' | 'errorShare' | 'loss' | 'agreement' | 'latencyMs'
>;

function figuresOf(pairs: readonly PairedAnswer[]): Figures {
  const known = pairs.filter(
    ({ candidate, production }) => candidate.loss !== null && production.loss !== null,
  );
  const both = pairs.filter(({ isSame }) => isSame !== null);
  const each = (of: (arm: ArmAnswer) => number, over: readonly PairedAnswer[]) => ({
    candidate: mean(over.map(({ candidate }) => of(candidate))),
    production: mean(over.map(({ production }) => of(production))),
  });
  const latencies = (arm: 'candidate' | 'production') =>
    pairs.flatMap((pair) => (pair[arm].isAnswered ? [pair[arm].latencyMs] : []));
  return {
    requests: pairs.length,
    labelled: known.length,
    errorShare: each(({ isAnswered }) => Number(!isAnswered), pairs),
    loss: known.length === 0 ? null : each(({ loss }) => loss ?? 0, known),
    agreement: both.length === 0 ? null : mean(both.map(({ isSame }) => Number(isSame))),
    latencyMs: {
      candidate: {
        p50: quantile(latencies('candidate'), 0.5),
        p99: quantile(latencies('candidate'), 0.99),
      },
      production: {
        p50: quantile(latencies('production'), 0.5),
        p99: quantile(latencies('production'), 0.99),
      },
    },
  };
}

function sentenceOf(
  decision: Comparison['decision'],
  { requests, labelled, errorShare, loss, agreement }: Figures,
  context: {
    readonly isErrors: boolean;
    /** Whether every loss is 0 or 1, as it is for classes. */
    readonly isCounted: boolean;
    readonly needed: number;
    readonly settings: CanarySettings;
  },
): string {
  const { isErrors, isCounted, needed, settings } = context;
  const wrong = (share: number) =>
    isCounted ? `wrong on ${percent(share)}` : `off by ${percent(share)} of the target's range`;
  const many = requests.toLocaleString('en-US');
  if (requests === 0) {
    return 'There were no requests to replay: without traffic nothing can be said of the candidate.';
  }
  if (decision === 'worse' && isErrors) {
    return `The candidate failed on ${percent(errorShare.candidate)} of ${many} replayed requests, production on ${percent(errorShare.production)}: more than ${percent(settings.errorMargin)} above it.`;
  }
  if (decision === 'worse') {
    return `Of ${labelled.toLocaleString('en-US')} replayed requests with known answers the candidate was ${wrong(loss?.candidate ?? 0)}, production ${wrong(loss?.production ?? 0)}: more than ${percent(settings.qualityMargin)} above it.`;
  }
  const same = agreement === null ? '' : `, and both gave the same answer to ${percent(agreement)}`;
  const known =
    loss === null
      ? ''
      : `, and it was ${wrong(loss.candidate)}, production ${wrong(loss.production)}`;
  const figures = `${many} replayed requests: the candidate failed on ${percent(errorShare.candidate)}, production on ${percent(errorShare.production)}${same}${known}`;
  return decision === 'healthy'
    ? `${figures}.`
    : `${figures}. That is too little to call the candidate healthy: at least ${needed.toLocaleString('en-US')} requests are needed.`;
}

const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The smallest value that is not below so large a share of them; `null` of none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
