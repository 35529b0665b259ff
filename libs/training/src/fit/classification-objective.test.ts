import { describe, expect, it } from 'vitest';
import { classWeights } from './class-weights.ts';
import { classificationObjective } from './classification-objective.ts';

describe('classWeights', () => {
  it('weighs a rare class up so that the mean over rows is 1', () => {
    const labels = Int32Array.of(0, 0, 0, 1);
    const weights = classWeights(labels, 3, 'balanced');
    expect(weights).toEqual([4 / 6, 2, 0]);
    expect(classWeights(labels, 3, 'none')).toEqual([1, 1, 1]);
  });
});

describe('classificationObjective', () => {
  const labels = { train: Int32Array.of(0, 0, 0, 1), validation: Int32Array.of(0, 0, 1, 1) };
  const scores = Float32Array.of(0.5, 0.5, 0.75, 0.25, 0.25, 0.75, 0.5, 0.5);

  it('measures cross-entropy, accuracy and balanced accuracy', () => {
    const { measure } = classificationObjective(labels, ['no', 'yes'], 'none');
    const { loss, accuracy, balancedAccuracy } = measure(scores);
    expect(loss).toBeCloseTo((2 * Math.LN2 + 2 * Math.log(4 / 3)) / 4, 7);
    expect(accuracy).toBe(0.75);
    expect(balancedAccuracy).toBe(0.75);
  });

  it('takes the shares of the training split as baseline', () => {
    const { baseline, judged } = classificationObjective(labels, ['no', 'yes'], 'none');
    expect(baseline.accuracy).toBe(0.5);
    expect(baseline.balancedAccuracy).toBe(0.5);
    expect(baseline.loss).toBeCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, 7);
    expect(judged).toMatchObject({ metric: 'accuracy', baselineIs: 'always answering no' });
  });

  it('carries class weights in the target rows and in the validation loss', () => {
    const weighted = classificationObjective(labels, ['no', 'yes'], 'balanced');
    const target = new Float32Array(4);
    weighted.writeTarget(0, target, 0);
    weighted.writeTarget(3, target, 2);
    expect([...target]).toEqual([Math.fround(2 / 3), 0, 0, 2]);
    const [no, yes] = [2 / 3, 2];
    const expected = (no * (Math.LN2 + Math.log(4 / 3)) + yes * (Math.LN2 + Math.log(4 / 3))) / 4;
    expect(weighted.measure(scores).loss).toBeCloseTo(expected, 7);
    expect(weighted.judged.metric).toBe('balancedAccuracy');
  });

  it('complains about scores that are no distribution', () => {
    const { complaint } = classificationObjective(labels, ['no', 'yes'], 'none');
    expect(complaint(scores)).toBeNull();
    expect(complaint(Float32Array.of(0.9, 0.9))).toMatch(/sum to 1.80 instead of 1.*softmax/);
  });

  it('is not a number when the scores are not', () => {
    const { measure } = classificationObjective(labels, ['no', 'yes'], 'none');
    expect(measure(new Float32Array(8).fill(Number.NaN)).loss).toBeNaN();
  });
});
