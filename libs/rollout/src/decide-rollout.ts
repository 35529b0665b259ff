import type { Verdict } from '@create-mlops/contracts';
import type { ResolvedRolloutSettings } from './rollout-settings.ts';

export type RolloutStep = {
  /** `promote`: becomes production now. `hold`: stays candidate. `nothing`: already serves. */
  readonly action: 'promote' | 'hold' | 'nothing';
  /** One plain sentence. */
  readonly sentence: string;
};

/**
 * What happens to a registered version. A passing verdict is promoted; an inconclusive one is held for a person, unless
 * nothing is in production yet and the settings let it pass: some model is better than none.
 *
 * @example decideRollout(passing, 3, { strategy: 'direct' }).action // 'promote'
 */
export function decideRollout(
  verdict: Pick<Verdict, 'decision' | 'blocking'>,
  version: number,
  settings: Pick<ResolvedRolloutSettings, 'strategy'>,
  options: { readonly isFirst?: boolean } = {},
): RolloutStep {
  if (verdict.decision === 'unchanged') {
    return { action: 'nothing', sentence: `Version ${version} already serves; nothing changed.` };
  }
  const isUndecidedFirst =
    verdict.decision === 'inconclusive' && !verdict.blocking && options.isFirst === true;
  if (verdict.decision !== 'pass' && !isUndecidedFirst) {
    return {
      action: 'hold',
      sentence: `Version ${version} stays candidate: the gate said ${verdict.decision}. Promote it with \`npm run registry promote ${version}\` if you know better.`,
    };
  }
  if (settings.strategy === 'manual') {
    return {
      action: 'hold',
      sentence: `Version ${version} is the candidate. Promote it with \`npm run registry promote ${version}\`.`,
    };
  }
  if (settings.strategy === 'canary') {
    return {
      action: 'hold',
      sentence: `Version ${version} is the candidate. \`npm run deploy\` compares it with production and promotes it.`,
    };
  }
  return {
    action: 'promote',
    sentence: isUndecidedFirst
      ? `Version ${version} is now in production: it is the first one, although the gate could not decide.`
      : `Version ${version} is now in production.`,
  };
}
