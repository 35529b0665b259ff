import { MlopsError } from '@create-mlops/contracts';
import type { Metric } from './metric.ts';
import * as builtIn from './metrics/index.ts';

/** Every metric that comes with the gate, by name. Adding one is its own file, its test, and one line in metrics/index.ts. */
export const metricRegistry: Readonly<Record<string, Metric>> = builtIn;

/**
 * The metrics of the gate and the user's own, in that order.
 *
 * @throws {MlopsError} SETTINGS_INVALID when two have one name.
 */
export function gatherMetrics(ownMetrics: readonly Metric[]): ReadonlyMap<string, Metric> {
  const metrics = new Map(Object.values(metricRegistry).map((metric) => [metric.name, metric]));
  for (const metric of ownMetrics) {
    if (metrics.has(metric.name)) {
      throw new MlopsError(
        'SETTINGS_INVALID',
        `There are two metrics named '${metric.name}'.`,
        'Give the one in evaluate/metrics another name.',
      );
    }
    metrics.set(metric.name, metric);
  }
  return metrics;
}
