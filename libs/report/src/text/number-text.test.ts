import { describe, expect, it } from 'vitest';
import {
  bytesText,
  looseText,
  metricText,
  millisecondsText,
  numberText,
  percentText,
  plural,
  shortText,
} from './number-text.ts';

describe('numberText', () => {
  it('gives about four digits', () => {
    expect(
      [0.84249, 17500.4, 44, 14.4291, 117.0888, 0, -3.5, 0.00004, 7.4e-59].map(numberText),
    ).toEqual(['0.842', '17,500', '44', '14.43', '117.1', '0', '−3.500', '0.00004', '7.4e-59']);
  });
});

describe('metricText', () => {
  it('takes next to nothing for nothing', () => {
    expect([-0.000026, 0, 0.9654, 1, 17500].map(metricText)).toEqual([
      '0.000',
      '0.000',
      '0.965',
      '1.000',
      '17,500',
    ]);
  });
});

describe('looseText', () => {
  it('keeps zeros that count', () => {
    expect([0.42, 1.29, 44, 100, 14.5, 5000].map(looseText)).toEqual([
      '0.42',
      '1.29',
      '44',
      '100',
      '14.5',
      '5,000',
    ]);
  });
});

describe('shortText', () => {
  it('pads no zeros', () => {
    expect([1.3993, 9.1, 13.55, 216318, 0.0376].map(shortText)).toEqual([
      '1.4',
      '9.1',
      '14',
      '216,000',
      '0.038',
    ]);
  });
});

describe('percentText', () => {
  it('never calls nothing what is there, nor all what is not', () => {
    expect([0, 0.00004, 0.131, 0.9999, 1].map(percentText)).toEqual([
      '0 %',
      '< 0.1 %',
      '13.1 %',
      '> 99.9 %',
      '100 %',
    ]);
  });
});

describe('bytesText and millisecondsText', () => {
  it('choose the unit', () => {
    expect([12, 364470, 2.5e6, 3e9].map(bytesText)).toEqual(['12 B', '364 kB', '2.5 MB', '3 GB']);
    expect([0.0096, 2.0446, 50].map(millisecondsText)).toEqual(['0.0096 ms', '2 ms', '50 ms']);
  });
});

describe('plural', () => {
  it('counts', () => {
    expect([plural(1, 'row'), plural(5000, 'row')]).toEqual(['1 row', '5,000 rows']);
  });
});
