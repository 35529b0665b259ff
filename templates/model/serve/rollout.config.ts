import type { RolloutSettings } from '@create-mlops/rollout';

/**
 * Who gets a model that the gate has passed: everybody at once (`direct`), when `npm run deploy` finds it no worse (`canary`), or
 * when you promote it (`manual`).
 */
export const settings: RolloutSettings = {
  strategy: 'direct',
  loadTest: { requestsPerSecond: 50, seconds: 5, maxErrorShare: 0.01, p99Ms: 250 },
};
