// What becomes of a version that was registered

// What becomes of a candidate that was tried
export { type BettingTest, bettingTest, observationsNeeded } from './betting-test.ts';
export { type ArmAnswer, compareArms, type PairedAnswer, quantile } from './compare-arms.ts';
export { type DeploymentStep, decideDeployment } from './decide-deployment.ts';
export { decideRollout, type RolloutStep } from './decide-rollout.ts';
export {
  type Comparison,
  type DeploymentCheck,
  type DeploymentReport,
  deploymentMarkdown,
  deploymentReportSchema,
} from './deployment-report.ts';
// Settings
export {
  type CanarySettings,
  type ResolvedRolloutSettings,
  type RolloutSettings,
  rolloutSettingsSchema,
} from './rollout-settings.ts';
