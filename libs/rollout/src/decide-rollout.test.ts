import { describe, expect, it } from 'vitest';
import { decideRollout } from './decide-rollout.ts';

describe('decideRollout', () => {
  it('promotes what passed, at once or by hand, as the settings say', () => {
    expect(decideRollout({ decision: 'pass' }, 2, { strategy: 'direct' }).action).toBe('promote');
    const held = decideRollout({ decision: 'pass' }, 2, { strategy: 'manual' });
    expect(held.action).toBe('hold');
    expect(held.sentence).toContain('npm run registry promote 2');
  });

  it('never promotes what did not pass', () => {
    for (const decision of ['block', 'inconclusive'] as const) {
      expect(decideRollout({ decision }, 2, { strategy: 'direct' }).action).toBe('hold');
    }
  });

  it('does nothing for the model that already serves', () => {
    expect(decideRollout({ decision: 'unchanged' }, 2, { strategy: 'direct' }).action).toBe(
      'nothing',
    );
  });
});
