import type { GateCheck } from '@create-mlops/contracts';
import { type GateContext, headlineMetric } from '../gate-context.ts';
import { measure } from '../measure.ts';
import { numberText, numberTexts } from '../print/number-text.ts';
import { plainCheck, standing } from './gate-check.ts';
import { unknownValueCheck } from './limit-check.ts';
import { unknownMetric } from './metric-limits.ts';

/** How far the model falls behind on the test rows of what it reached on the validation split: a sign of overfitting. */
export function trainTestGap(context: GateContext): GateCheck[] {
  const { settings, description, metrics, candidate, scored } = context;
  if (settings.trainTestGap === undefined) return [];
  const { max, onFail } = settings.trainTestGap;
  const name = settings.trainTestGap.metric ?? headlineMetric(description);
  const metric = metrics.get(name);
  const unknown = (why: string) => [
    unknownValueCheck('trainTestGap', `The gap of ${metric?.title ?? name}`, why, {
      limit: { onFail },
    }),
  ];
  if (metric === undefined) return unknown(unknownMetric(name, [...metrics.keys()]));
  const reached = candidate.manifest.metrics[name];
  if (reached === undefined) return unknown('the bundle does not say what training reached');
  const measured = measure(metric, scored, description.problem);
  if (measured.value === null) return unknown(measured.why);
  const sign = metric.direction === 'higher' ? 1 : -1;
  const gap = sign * (reached - measured.value);
  const limit = typeof max === 'number' ? max : max.relative * Math.abs(reached);
  const [then, now] = numberTexts(reached, measured.value);
  return [
    plainCheck({
      check: 'trainTestGap',
      against: 'limit',
      ...standing(gap <= limit ? 'pass' : 'fail', onFail),
      value: gap,
      limit,
      n: scored.rows,
      reason: `${metric.title} was ${then} when training ended and is ${now} on the test rows: ${gap <= limit ? 'within' : 'a gap of more than'} ${numberText(limit)}.`,
      method: 'point',
    }),
  ];
}
