import { describe, expect, it } from 'vitest';
import { judgeBaseline } from './judge-baseline.ts';

describe('judgeBaseline', () => {
  const judged = {
    metric: 'balancedAccuracy',
    higherIsBetter: true,
    baselineIs: 'always answering no',
  };

  it('says what the model reaches and what it is held against', () => {
    const objective = { judged, baseline: { balancedAccuracy: 0.5 } };
    expect(judgeBaseline({ balancedAccuracy: 0.81234 }, objective, 750)).toEqual({
      beatsBaseline: true,
      sentence:
        'The model reaches balanced accuracy 0.812 on 750 validation rows; always answering no reaches 0.5.',
    });
  });

  it('says when the model is no better, a draw included', () => {
    const { beatsBaseline, sentence } = judgeBaseline(
      { mae: 17_500 },
      {
        judged: { metric: 'mae', higherIsBetter: false, baselineIs: 'always answering the mean' },
        baseline: { mae: 17_500 },
      },
      90,
    );
    expect(beatsBaseline).toBe(false);
    expect(sentence).toBe(
      'The model does not beat its baseline: a mean absolute error of 17,500 on 90 validation rows, and always answering the mean reaches 17,500.',
    );
  });

  it('does not call a model that answers NaN better', () => {
    const objective = { judged, baseline: { balancedAccuracy: 0.5 } };
    expect(judgeBaseline({ balancedAccuracy: Number.NaN }, objective, 1).beatsBaseline).toBe(false);
  });
});
