import type { GateCheck } from '@create-mlops/contracts';
import type { GateContext } from '../gate-context.ts';
import type { MetricLimit } from '../settings.ts';
import { limitChecks, unknownValueCheck } from './limit-check.ts';

/** Every absolute limit of the settings, the calibration limit among them. */
export function metricLimits({ settings, scored, metrics, description }: GateContext): GateCheck[] {
  const limits: [string, MetricLimit][] = Object.entries(settings.metrics);
  const { calibration } = settings;
  if (calibration !== undefined) {
    limits.push(['ece', { max: calibration.maxEce, onFail: calibration.onFail }]);
  }
  return limits.flatMap(([name, limit]) => {
    const metric = metrics.get(name);
    if (metric === undefined) {
      return [unknownValueCheck(name, name, unknownMetric(name, [...metrics.keys()]), { limit })];
    }
    return limitChecks(metric, scored, limit, { problem: description.problem, options: settings });
  });
}

/** Why a name is no metric. */
export function unknownMetric(name: string, known: readonly string[]): string {
  return `nobody knows a metric named ${name}; there are ${[...known].sort().join(', ')}`;
}
