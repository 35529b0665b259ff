import { describe, expect, it } from 'vitest';
import { decideRollout } from './decide-rollout.ts';

describe('decideRollout', () => {
  it('promotes what passed, at once or by hand, as the settings say', () => {
    expect(
      decideRollout({ decision: 'pass', blocking: false }, 2, { strategy: 'direct' }).action,
    ).toBe('promote');
    const held = decideRollout({ decision: 'pass', blocking: false }, 2, { strategy: 'manual' });
    expect(held.action).toBe('hold');
    expect(held.sentence).toContain('npm run registry promote 2');
    const waiting = decideRollout({ decision: 'pass', blocking: false }, 2, { strategy: 'canary' });
    expect(waiting.action).toBe('hold');
    expect(waiting.sentence).toContain('npm run deploy');
  });

  it('never promotes what did not pass', () => {
    for (const decision of ['block', 'inconclusive'] as const) {
      expect(decideRollout({ decision, blocking: true }, 2, { strategy: 'direct' }).action).toBe(
        'hold',
      );
    }
  });

  it('lets an undecided model serve only where nothing else does and the settings allow it', () => {
    const undecided = { decision: 'inconclusive', blocking: false } as const;
    const settings = { strategy: 'direct' } as const;
    expect(decideRollout(undecided, 1, settings, { isFirst: true }).action).toBe('promote');
    expect(decideRollout(undecided, 2, settings).action).toBe('hold');
    const blocking = { ...undecided, blocking: true };
    expect(decideRollout(blocking, 1, settings, { isFirst: true }).action).toBe('hold');
  });

  it('does nothing for the model that already serves', () => {
    expect(
      decideRollout({ decision: 'unchanged', blocking: false }, 2, { strategy: 'direct' }).action,
    ).toBe('nothing');
  });
});
