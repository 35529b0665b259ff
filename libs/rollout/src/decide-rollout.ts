import type { Verdict } from '@create-mlops/contracts';
import type { z } from 'zod';
import type { rolloutSettingsSchema } from './rollout-settings.ts';

export type RolloutStep = {
  /** `promote`: becomes production now. `hold`: stays candidate. `nothing`: already serves. */
  readonly action: 'promote' | 'hold' | 'nothing';
  /** One plain sentence. */
  readonly sentence: string;
};

/**
 * What happens to a registered version. Only a passing verdict is ever promoted; an inconclusive one is held for a
 * person, whatever the strategy.
 *
 * @example decideRollout(passing, 3, { strategy: 'direct' }).action // 'promote'
 */
export function decideRollout(
  verdict: Pick<Verdict, 'decision'>,
  version: number,
  settings: z.output<typeof rolloutSettingsSchema>,
): RolloutStep {
  if (verdict.decision === 'unchanged') {
    return { action: 'nothing', sentence: `Version ${version} already serves; nothing changed.` };
  }
  if (verdict.decision !== 'pass') {
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
  return { action: 'promote', sentence: `Version ${version} is now in production.` };
}
