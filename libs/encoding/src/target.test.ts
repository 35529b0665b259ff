import type { ContractDescription } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { fitTarget, targetEncoder } from './target.ts';

const contract = (problem: ContractDescription['problem'], classes: string[] = []) => ({
  columns: [],
  target: 'y',
  problem,
  classes,
});
const table = (values: readonly (string | number | boolean | null)[]) => ({
  rowCount: values.length,
  columns: { y: values },
});

describe('fitTarget', () => {
  it('takes classes from the contract and gives their index', () => {
    const state = fitTarget(table([true, false]), contract('binary', ['false', 'true']));
    const encoder = targetEncoder(state);
    expect(encoder.kind === 'classification' && [...encoder.encode(table([true, false]))]).toEqual([
      1, 0,
    ]);
  });

  it('standardises a number and takes it back', () => {
    const encoder = targetEncoder(fitTarget(table([10, 20, 30, 40]), contract('regression')));
    if (encoder.kind !== 'regression') throw new Error(encoder.kind);
    const encoded = encoder.encode(table([25, 40]));
    expect(encoded[0]).toBe(0);
    expect(encoded[1]).toBeCloseTo(15 / Math.sqrt(125), 6);
    expect([...encoder.decode(encoded)]).toEqual([25, 40]);
  });

  it('refuses a target with nothing to tell apart', () => {
    expect(() => fitTarget(table(['a', 'a']), contract('binary', ['a', 'b']))).toThrow(
      expect.objectContaining({ code: 'TARGET_UNUSABLE' }),
    );
    expect(() => fitTarget(table([3, 3, 3]), contract('regression'))).toThrow(/same value \(3\)/);
    expect(() => fitTarget(table([]), contract('regression'))).toThrow(/no value/);
  });

  it('names the row of a value that is no class, or no number', () => {
    const classes = targetEncoder({ kind: 'classification', column: 'y', classes: ['a', 'b'] });
    expect(() => classes.encode(table(['a', 'c']))).toThrow(
      'The target y is "c" in row 2; expected one of a, b.',
    );
    const numbers = targetEncoder({ kind: 'regression', column: 'y', mean: 0, std: 1 });
    expect(() => numbers.encode(table([null]))).toThrow('The target y is missing in row 1');
  });
});
