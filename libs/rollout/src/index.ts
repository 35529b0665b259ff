export { decideRollout, type RolloutStep } from './decide-rollout.ts';
export { type RolloutSettings, rolloutSettingsSchema } from './rollout-settings.ts';
