import { describe, expect, it } from 'vitest';
import { churnInput, emptyInput, manifest, verdict } from './__fixtures__/churn-input.ts';
import { stageLines } from './stage-lines.ts';

const statusOf = (input: typeof churnInput, stage: string) =>
  stageLines(input).find((line) => line.stage === stage)?.status;

describe('stageLines', () => {
  it('gives one plain sentence a stage', () => {
    expect(
      stageLines(churnInput).map(
        ({ stage, status, sentence }) => `${stage} ${status}: ${sentence}`,
      ),
    ).toEqual([
      'Data pass: 5,000 rows pass 3 checks.',
      'Training pass: Accuracy 0.821 on 750 validation rows after 3 epochs; the baseline reaches 0.739.',
      'Gate pass: Accuracy 0.803 on 1,000 test rows beats the majority class (0.738).',
      'Registry pass: Version 2 is in production; 2 versions registered.',
      'Drift fail: Drift in 1 of 2 columns of 900 rows of current/window.csv: age: mean 43.7 → 55.4.',
    ]);
  });

  it('names the command of a stage that has not run', () => {
    const lines = stageLines(emptyInput);
    expect(lines.every(({ status }) => status === 'none')).toBe(true);
    expect(lines.map(({ sentence }) => sentence)).toContain(
      'Not run yet: npx nx run churn-train:train',
    );
  });

  it('warns of a model that learned nothing, and of an open gate', () => {
    const dull = { ...manifest, metrics: { ...manifest.metrics, loss: 0.6 } };
    expect(statusOf({ ...churnInput, manifest: dull }, 'Training')).toBe('warn');
    const open = { ...verdict, decision: 'inconclusive' as const };
    expect(statusOf({ ...churnInput, verdict: open }, 'Gate')).toBe('warn');
    expect(statusOf({ ...churnInput, verdict: { ...open, blocking: true } }, 'Gate')).toBe('fail');
  });
});
