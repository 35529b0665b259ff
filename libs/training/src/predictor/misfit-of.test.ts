import { describe, expect, it } from 'vitest';
import { misfitOf } from './misfit-of.ts';

const classes = ['no', 'yes'];
const classifier = {
  width: 4,
  target: { kind: 'classification', classes, encode: () => new Int32Array() },
} as const;
const regression = {
  width: 4,
  target: { kind: 'regression', encode: () => new Float32Array(), decode: (x: Float32Array) => x },
} as const;
const engine = { inputWidth: 4, outputs: 2 };

describe('misfitOf', () => {
  it('is silent on a model that fits, whether it names classes by word, by number or not at all', () => {
    expect(misfitOf(engine, classifier)).toBeNull();
    expect(misfitOf({ ...engine, classes }, classifier)).toBeNull();
    expect(misfitOf({ ...engine, classes: ['0', '1'] }, classifier)).toBeNull();
    expect(misfitOf({ ...engine, outputs: 1 }, regression)).toBeNull();
  });

  it('names width, number of outputs and order of classes', () => {
    expect(misfitOf({ ...engine, inputWidth: 5 }, classifier)).toBe(
      'takes 5 numbers per row, but encoder.json makes 4',
    );
    expect(misfitOf({ ...engine, outputs: 1 }, classifier)).toBe(
      'answers 1 numbers per row, but the contract has 2 classes: no, yes',
    );
    expect(misfitOf(engine, regression)).toBe(
      'answers 2 numbers per row, but a regression needs one',
    );
    expect(misfitOf({ ...engine, classes: ['yes', 'no'] }, classifier)).toBe(
      'has the classes yes, no in this order, but the contract has no, yes',
    );
    expect(misfitOf({ ...engine, classes: ['1', '0'] }, classifier)).toMatch(/classes 1, 0/);
  });
});
