import type { DeploymentCheck } from '@create-mlops/rollout';
import type { Deployment } from '../deployment.ts';

/** A place that versions are deployed to. */
export type Target = {
  /** One sentence for people. */
  readonly description: string;
  /** Whether candidate and production are compared before the alias moves, whatever the strategy. */
  readonly isComparing: boolean;
  /** @throws {MlopsError} USAGE when something that the target needs is not said. Asked before anything else is done. */
  readonly require?: () => void;
  /**
   * Once the alias names the version: brings it to the target, or waits until the target has it, and looks whether it is well. A
   * check that fails takes the version back.
   */
  readonly release: (deployment: Deployment) => Promise<DeploymentCheck[]>;
};
