import type { ServingSettings } from '@create-mlops/serving';

/** How the service behaves. `MLOPS_SERVE__BODY_LIMIT_BYTES=2000000` replaces a key without an edit. */
export const settings: ServingSettings = {
  bodyLimitBytes: 1_048_576,
  followIntervalMs: 500,
  predictionLog: { sampleShare: 1, maxBytes: 10_485_760, keepFiles: 5 },
};
