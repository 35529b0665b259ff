import type { Row } from '@create-mlops/contracts';
import {
  type DeploymentCheck,
  quantile,
  type ResolvedRolloutSettings,
} from '@create-mlops/rollout';
import { askService } from './ask-service.ts';

/** What a load test measured. */
export type Load = {
  readonly requests: number;
  /** Share that was not answered, 0..1. */
  readonly errorShare: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
};

/**
 * Begins requests at a fixed rate, whether or not earlier ones are answered, and measures from the moment at which each was due: a
 * service that stalls is charged for everybody who would have waited.
 */
export async function applyLoad(options: {
  readonly address: string;
  readonly model: string;
  readonly rows: readonly Row[];
  readonly requestsPerSecond: number;
  readonly seconds: number;
}): Promise<Load> {
  const { address, model, rows, requestsPerSecond, seconds } = options;
  const count = Math.max(1, Math.round(requestsPerSecond * seconds));
  const begun = performance.now();
  const under: Promise<{ isAnswered: boolean; milliseconds: number }>[] = [];
  for (let index = 0; index < count; index++) {
    const due = begun + (index * 1000) / requestsPerSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(
      askService(address, model, rows[index % rows.length] ?? {}).then(({ answer }) => ({
        isAnswered: answer !== null,
        milliseconds: performance.now() - due,
      })),
    );
  }
  const answers = await Promise.all(under);
  const answered = answers.filter(({ isAnswered }) => isAnswered);
  const times = answered.map(({ milliseconds }) => milliseconds);
  return {
    requests: count,
    errorShare: 1 - answered.length / count,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
}

/** The load held against its limits. */
export function judgeLoad(
  { requests, errorShare, p50Ms, p99Ms }: Load,
  limits: ResolvedRolloutSettings['loadTest'],
  options: { readonly isDedicated: boolean },
): DeploymentCheck[] {
  const { requestsPerSecond, maxErrorShare, p99Ms: limit } = limits;
  const isTooSlow = p99Ms === null || p99Ms > limit;
  const times =
    p99Ms === null ? 'no answer' : `p50 ${p50Ms?.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
  return [
    {
      step: 'load',
      check: 'errors',
      status: errorShare > maxErrorShare ? 'fail' : 'pass',
      sentence: `${percent(errorShare)} of ${requests.toLocaleString('en-US')} requests at ${requestsPerSecond} a second failed (limit ${percent(maxErrorShare)}).`,
    },
    {
      step: 'load',
      check: 'latency',
      status: !isTooSlow ? 'pass' : options.isDedicated ? 'fail' : 'warn',
      sentence: `${times} (limit of p99 ${limit} ms)${isTooSlow && !options.isDedicated ? '; this machine is shared, so that only warns: DEPLOY_DEDICATED=1 makes it count' : ''}.`,
    },
  ];
}

const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;
