import type { Comparison, DeploymentCheck } from './deployment-report.ts';
import type { ResolvedRolloutSettings } from './rollout-settings.ts';

/** What a deployment does next with the alias. */
export type DeploymentStep = {
  /** `promote`: the alias moves to the candidate. `keep`: it stands there already. `hold`, `ready` and `block` leave it. */
  readonly action: 'promote' | 'keep' | 'hold' | 'ready' | 'block';
  readonly sentence: string;
};

/**
 * Whether a candidate that was tried may become production.
 *
 * A failed check or a comparison that finds it worse stops it under every strategy. `canary` further wants it found healthy, unless
 * there is nothing to compare it with; `manual` leaves the last step to a person.
 *
 * @param context.isLive the alias names this version already.
 * @param context.opponent the version that it was held against, `null` for the first one.
 */
export function decideDeployment(context: {
  readonly version: number;
  readonly isLive: boolean;
  readonly opponent: number | null;
  readonly strategy: ResolvedRolloutSettings['strategy'];
  readonly checks: readonly DeploymentCheck[];
  /** `null` when nothing was compared. */
  readonly comparison: Comparison | null;
}): DeploymentStep {
  const { version, isLive, opponent, strategy, checks, comparison } = context;
  const failed = checks.find(({ status }) => status === 'fail');
  if (failed !== undefined) {
    return {
      action: 'block',
      sentence: `Version ${version} failed in ${failed.step}: ${failed.sentence}`,
    };
  }
  if (comparison?.decision === 'worse') return { action: 'block', sentence: comparison.sentence };
  const compared = comparison === null ? '' : ` ${comparison.sentence}`;
  const first = ': it is the first one, so there was nothing to compare it with.';
  if (isLive) {
    const end = opponent === null ? first : `.${compared}`;
    return { action: 'keep', sentence: `Version ${version} is in production and passed${end}` };
  }
  if (strategy === 'manual') {
    return {
      action: 'ready',
      sentence: `Version ${version} passed. Promote it with \`npm run registry promote ${version}\`.${compared}`,
    };
  }
  if (opponent === null) {
    return {
      action: 'promote',
      sentence: `Version ${version} is in production${first}`,
    };
  }
  if (strategy === 'canary' && comparison?.decision !== 'healthy') {
    return {
      action: 'hold',
      sentence: `Version ${version} stays candidate.${compared}`,
    };
  }
  return {
    action: 'promote',
    sentence: `Version ${version} is in production, in the place of version ${opponent}.${compared}`,
  };
}
