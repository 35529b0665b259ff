import type { GateCheck } from '@create-mlops/contracts';
import type { GateContext } from '../gate-context.ts';
import { timeAt } from '../latency/measure-latency.ts';
import { quantileBounds, valuesForUpperBound } from '../latency/quantile-bounds.ts';
import { countText } from '../print/number-text.ts';
import { plainCheck, standing } from './gate-check.ts';
import { judgeLimit } from './limit-check.ts';

/** Single-row prediction times against the settings' percentiles, and the throughput of batches. */
export function latency({ settings, latency: measured }: GateContext): GateCheck[] {
  const wish = settings.latency;
  if (wish === undefined) return [];
  const { timesMs, rowsPerSecond } = measured;
  const percentiles = [
    ['latencyP50Ms', 'Median latency', 0.5, wish.p50Ms],
    ['latencyP95Ms', 'p95 latency', 0.95, wish.p95Ms],
    ['latencyP99Ms', 'p99 latency', 0.99, wish.p99Ms],
  ] as const;
  const checks = percentiles.flatMap(([check, title, share, limit]): GateCheck[] => {
    if (limit === undefined) return [];
    const judged = judgeLimit(
      check,
      title,
      {
        estimate: {
          value: timeAt(timesMs, share),
          ...quantileBounds(timesMs, share, settings.confidence),
          n: timesMs.length,
          method: 'order statistics',
        },
        side: 'max',
        limit,
        unit: ' ms',
        things: 'timings',
        ...settings,
      },
      wish.onFail,
    );
    if (judged.status === 'pass' || judged.bound !== null || settings.mode === 'point')
      return [judged];
    const neededN = valuesForUpperBound(share, settings.confidence);
    return [{ ...judged, neededN: timesMs.length < neededN ? neededN : null }];
  });
  if (wish.minRowsPerSecond === undefined) return checks;
  const enough = rowsPerSecond >= wish.minRowsPerSecond;
  return [
    ...checks,
    plainCheck({
      check: 'rowsPerSecond',
      against: 'limit',
      ...standing(enough ? 'pass' : 'fail', wish.onFail),
      value: rowsPerSecond,
      limit: wish.minRowsPerSecond,
      reason: `Batches run at ${countText(Math.round(rowsPerSecond))} rows per second; at least ${countText(wish.minRowsPerSecond)} are asked for.`,
      method: 'point',
    }),
  ];
}
