import type { Metric } from '@create-mlops/eval-gate';

/** Metrics of your own. `npx plop metric` adds one: its file, its test and its line here. */
export const metrics: readonly Metric[] = [];
