import type { Problem } from '@create-mlops/contracts';
import type { Measured, Metric } from './metric.ts';
import { countText } from './print/number-text.ts';
import { countNotFinite, type Scored } from './scored.ts';

/** What a metric says of these rows, or why it says nothing. Never NaN, never infinite, never throws. */
export function measure(metric: Metric, scored: Scored, problem: Problem): Measured {
  const unknown = (why: string): Measured => ({ value: null, why });
  if (!metric.problems.includes(problem)) {
    return unknown(`it judges ${metric.problems.join(' and ')} models, and this one is ${problem}`);
  }
  if (scored.rows === 0) return unknown('there are no rows to compute it on');
  const bad = countNotFinite(scored);
  if (bad > 0) {
    return unknown(
      `${bad === 1 ? 'one answer of the model is' : `${countText(bad)} answers of the model are`} not a number`,
    );
  }
  try {
    const value = metric.compute(scored);
    if (value !== null && Number.isFinite(value)) return { value };
    return unknown(
      metric.needs === undefined ? 'it does not exist on these rows' : `it needs ${metric.needs}`,
    );
  } catch (error) {
    return unknown(`its code failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
