import type { GateCheck, Problem } from '@create-mlops/contracts';
import { type Decision, type DecisionMode, decide } from '../estimate/decide.ts';
import { type Estimate, estimateMetric } from '../estimate/estimate.ts';
import { measure } from '../measure.ts';
import type { Metric } from '../metric.ts';
import { countText, numberTexts, percentText } from '../print/number-text.ts';
import type { Scored } from '../scored.ts';
import type { MetricLimit } from '../settings.ts';
import { type OnFail, plainCheck, standing } from './gate-check.ts';

export type JudgeOptions = {
  readonly mode: DecisionMode;
  readonly confidence: number;
  readonly seed: number;
};

/** One check for `min`, one for `max`: a metric of these rows against absolute limits. */
export function limitChecks(
  metric: Metric,
  scored: Scored,
  limit: MetricLimit,
  parts: { readonly problem: Problem; readonly options: JudgeOptions; readonly slice?: string },
): GateCheck[] {
  const { problem, options, slice = null } = parts;
  const measured = measure(metric, scored, problem);
  if (measured.value === null) {
    return [unknownValueCheck(metric.name, metric.title, measured.why, { slice, limit })];
  }
  const estimate =
    options.mode === 'point'
      ? pointEstimate(measured.value, scored.rows)
      : estimateMetric(metric, scored, measured.value, options);
  return sidesOf(limit).map((side) =>
    judgeLimit(metric.name, metric.title, { estimate, slice, ...side, ...options }, limit.onFail),
  );
}

/** A value with its bounds against one limit. */
export function judgeLimit(
  check: string,
  title: string,
  parts: {
    readonly estimate: Estimate;
    readonly side: 'min' | 'max';
    readonly limit: number;
    readonly slice?: string | null;
    readonly unit?: string;
    /** `rows`, `timings`. */
    readonly things?: string;
    readonly against?: GateCheck['against'];
    readonly mode: DecisionMode;
    readonly confidence: number;
  },
  onFail: OnFail,
): GateCheck {
  const { estimate, side, limit, slice = null, against = 'limit' } = parts;
  const decision = decide(estimate, { side, limit }, parts);
  return {
    check,
    against,
    slice,
    ...standing(decision.outcome, onFail),
    value: estimate.value,
    limit,
    bound: decision.bound,
    n: estimate.n,
    neededN: decision.neededN,
    reason: limitReason(title, decision, parts),
    method: decision.method,
  };
}

/** A value without error, for point mode. */
export function pointEstimate(value: number, n: number): Estimate {
  return { value, lower: value, upper: value, n, method: 'point' };
}

/** A metric that has no value blocks: nothing is known of the model. */
export function unknownValueCheck(
  check: string,
  title: string,
  why: string,
  parts: {
    readonly slice?: string | null;
    readonly limit?: MetricLimit;
    readonly against?: GateCheck['against'];
  } = {},
): GateCheck {
  const { slice = null, limit, against = 'limit' } = parts;
  return plainCheck({
    check,
    against,
    slice,
    ...standing('fail', limit?.onFail ?? 'block'),
    limit: limit?.min ?? limit?.max ?? null,
    reason: `${title}${slice === null ? '' : ` of ${slice}`} could not be computed: ${why}.`,
    method: 'none',
  });
}

function sidesOf({ min, max }: MetricLimit): { side: 'min' | 'max'; limit: number }[] {
  return [
    ...(min === undefined ? [] : [{ side: 'min' as const, limit: min }]),
    ...(max === undefined ? [] : [{ side: 'max' as const, limit: max }]),
  ];
}

function limitReason(
  title: string,
  { outcome, bound, neededN }: Decision,
  parts: {
    readonly estimate: Estimate;
    readonly side: 'min' | 'max';
    readonly limit: number;
    readonly slice?: string | null;
    readonly unit?: string;
    readonly things?: string;
    readonly confidence: number;
  },
): string {
  const { estimate, side, slice = null, unit = '', things = 'rows', confidence } = parts;
  const [value, limit] = numberTexts(estimate.value, parts.limit);
  const name = slice === null ? title : `${title} of ${slice}`;
  const certain = percentText(confidence);
  const [, edge] = numberTexts(parts.limit, bound ?? 0);
  if (outcome === 'pass') {
    const reached = side === 'min' ? 'reaches' : 'stays within';
    const proof =
      bound === null
        ? ''
        : `, with ${certain} confidence ${side === 'min' ? 'at least' : 'at most'} ${edge}${unit}`;
    return `${name} ${value}${unit} ${reached} ${limit}${unit}${proof}.`;
  }
  if (outcome === 'fail') {
    const missed = side === 'min' ? 'is below' : 'is above';
    const proof =
      bound === null
        ? ''
        : `, with ${certain} confidence ${side === 'min' ? 'at most' : 'at least'} ${edge}${unit}`;
    return `${name} ${value}${unit} ${missed} ${limit}${unit}${proof}.`;
  }
  const more =
    neededN === null
      ? 'no number of them would decide while it stays so close'
      : `about ${countText(neededN)} would decide`;
  return `${name} ${value}${unit} cannot be told from ${limit}${unit} by ${countText(estimate.n)} ${things}; ${more}.`;
}
