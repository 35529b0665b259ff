import type { GateCheck } from '@create-mlops/contracts';
import { comparePaired } from '../estimate/compare-paired.ts';
import { rowsToDecide } from '../estimate/confidence.ts';
import { type GateContext, headlineMetric } from '../gate-context.ts';
import { measure } from '../measure.ts';
import { countText, numberTexts } from '../print/number-text.ts';
import { standing } from './gate-check.ts';
import { unknownValueCheck } from './limit-check.ts';
import { unknownMetric } from './metric-limits.ts';

/** Whether the model is better than always answering the majority class, or the mean, on the same rows. */
export function beatBaseline(context: GateContext): GateCheck[] {
  const { settings, scored, baseline, metrics } = context;
  if (settings.beatBaseline === false) return [];
  const wish =
    settings.beatBaseline === true ? { onFail: 'block' as const } : settings.beatBaseline;
  const { problem } = context.description;
  const name = ('metric' in wish ? wish.metric : undefined) ?? headlineMetric(context.description);
  const metric = metrics.get(name);
  const unknown = (title: string, why: string) => [
    unknownValueCheck(name, title, why, {
      against: 'baseline',
      limit: { onFail: wish.onFail },
    }),
  ];
  if (metric === undefined) return unknown(name, unknownMetric(name, [...metrics.keys()]));
  const own = measure(metric, scored, problem);
  if (own.value === null) return unknown(metric.title, own.why);
  const constant = measure(metric, baseline.scored, problem);
  if (constant.value === null) {
    return unknown(`${metric.title} of ${baseline.title}`, constant.why);
  }
  const sign = metric.direction === 'higher' ? 1 : -1;
  const [value, limit] = numberTexts(own.value, constant.value);
  const { title } = baseline;
  if (settings.mode === 'point') {
    const better = sign * (own.value - constant.value) > 0;
    return [
      {
        check: name,
        against: 'baseline',
        slice: null,
        ...standing(better ? 'pass' : 'fail', wish.onFail),
        value: own.value,
        limit: constant.value,
        bound: null,
        n: scored.rows,
        neededN: null,
        reason: `${metric.title} ${value} ${better ? 'beats' : 'does not beat'} ${title} (${limit}).`,
        method: 'point',
      },
    ];
  }
  const comparison = comparePaired(metric, scored, baseline.scored, settings);
  const outcome =
    comparison.lower > 0 ? 'pass' : comparison.upper < 0 ? 'fail' : ('undecided' as const);
  const difference = comparison.value;
  const neededN =
    outcome === 'undecided'
      ? rowsToDecide(
          scored.rows,
          {
            distance: Math.abs(difference),
            halfWidth: Math.abs(difference - comparison[difference > 0 ? 'lower' : 'upper']),
          },
          settings.confidence,
        )
      : null;
  const more = neededN === null ? '' : `; about ${countText(neededN)} would decide`;
  const edge = outcome === 'fail' ? comparison.upper : comparison.lower;
  return [
    {
      check: name,
      against: 'baseline',
      slice: null,
      ...standing(outcome, wish.onFail),
      value: own.value,
      limit: constant.value,
      bound: Number.isFinite(edge) ? constant.value + sign * edge : null,
      n: scored.rows,
      neededN,
      reason: {
        pass: `${metric.title} ${value} beats ${title} (${limit}).`,
        fail: `${metric.title} ${value} is worse than ${title} (${limit}): the model has learned nothing that helps.`,
        undecided: `${metric.title} ${value} cannot be told from ${title} (${limit}) by ${countText(scored.rows)} rows${more}.`,
      }[outcome],
      method: comparison.method,
    },
  ];
}
