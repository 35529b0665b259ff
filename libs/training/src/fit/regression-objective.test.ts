import { describe, expect, it } from 'vitest';
import { regressionObjective } from './regression-objective.ts';

describe('regressionObjective', () => {
  // A target with mean 100 and deviation 10.
  const decode = (output: Float32Array) => output.map((value) => value * 10 + 100);
  const targets = { train: Float32Array.of(-1, 1), validation: Float32Array.of(-1, 0, 1, 2) };
  const { measure, baseline, judged } = regressionObjective(targets, decode);

  it('gives the loss on the standardised scale and the rest in the unit of the target', () => {
    const { loss, mae, rmse, r2 } = measure(Float32Array.of(0, 0, 1, 2));
    expect(loss).toBe(0.25);
    expect(mae).toBe(2.5);
    expect(rmse).toBe(5);
    // Squares around the mean 105: 225 + 25 + 25 + 225 = 500; errors: 100.
    expect(r2).toBeCloseTo(0.8, 10);
  });

  it('takes the training mean as baseline', () => {
    expect(baseline).toMatchObject({ loss: 1.5, mae: 10 });
    expect(judged).toMatchObject({ metric: 'mae', higherIsBetter: false });
  });

  it('calls R² zero where the truth does not vary', () => {
    const flat = regressionObjective(
      { train: targets.train, validation: Float32Array.of(1, 1) },
      decode,
    );
    expect(flat.measure(Float32Array.of(1, 1)).r2).toBe(0);
  });
});
