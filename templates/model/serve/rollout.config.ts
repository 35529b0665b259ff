import type { RolloutSettings } from '@create-mlops/rollout';

/** Who gets a model that the gate has passed: everybody at once (`direct`), or whom you promote (`manual`). */
export const settings: RolloutSettings = {
  strategy: 'direct',
};
