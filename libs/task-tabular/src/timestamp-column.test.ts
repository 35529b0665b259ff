import { describe, expect, it } from 'vitest';
import { fitTimestampColumn, timestampEncoding } from './timestamp-column.ts';

const encodingOf = (values: readonly (string | null)[]) => {
  const state = fitTimestampColumn('seen', values);
  if (state?.encoding !== 'timestamp') throw new Error(`fitted ${state?.encoding}`);
  return timestampEncoding(state);
};

describe('fitTimestampColumn', () => {
  it('puts month, weekday and hour on circles', () => {
    // Thursday 1 January 1970 and Monday 6 April 1970, 06:00.
    const { inputNames, write } = encodingOf(['1970-01-01T00:00:00', '1970-04-06T06:00:00']);
    expect(inputNames).toEqual([
      'seen year',
      'seen month sin',
      'seen month cos',
      'seen weekday sin',
      'seen weekday cos',
      'seen hour sin',
      'seen hour cos',
    ]);
    const out = new Float32Array(7);
    write(['1970-04-06T06:00:00'], 1, out, 0, 7);
    const [year, monthSin, monthCos, weekdaySin, weekdayCos, hourSin, hourCos] = out;
    expect(year).toBeCloseTo(1, 6);
    expect([monthSin, weekdaySin, hourSin]).toEqual([1, 0, 1]);
    expect(monthCos).toBeCloseTo(0, 6);
    expect(weekdayCos).toBe(1);
    expect(hourCos).toBeCloseTo(0, 6);
  });

  it('leaves out circles on which training did not vary', () => {
    const { inputNames } = encodingOf(['2024-01-01', '2024-01-08']);
    expect(inputNames).toEqual(['seen year']);
  });

  it('marks missing and unreadable values where training had some', () => {
    const { inputNames, write } = encodingOf(['2024-01-01', '2024-01-08', null]);
    expect(inputNames).toEqual(['seen year', 'seen is missing']);
    const out = new Float32Array(4);
    write([null, 'soon'], 2, out, 0, 2);
    expect([...out]).toEqual([0, 1, 0, 1]);
  });

  it('drops a constant column', () => {
    expect(fitTimestampColumn('seen', ['2024-01-01', '2024-01-01T00:00:00Z'])).toBeNull();
    expect(fitTimestampColumn('seen', [null])).toBeNull();
    expect(fitTimestampColumn('seen', ['2024-01-01', null])?.encoding).toBe('presence');
  });
});
