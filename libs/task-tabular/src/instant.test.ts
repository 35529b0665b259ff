import { describe, expect, it } from 'vitest';
import { instant } from './instant.ts';

describe('instant', () => {
  it('reads dates, local timestamps as UTC, and offsets', () => {
    expect(instant('1970-01-02')).toBe(86_400_000);
    expect(instant('1970-01-01T01:00')).toBe(3_600_000);
    expect(instant('1970-01-01 00:00:01.057')).toBe(1057);
    expect(instant('1970-01-01T00:00:00.5Z')).toBe(500);
    expect(instant('1970-01-01T02:00:00+02:00')).toBe(0);
    expect(instant('1969-12-31T18:30:00-0530')).toBe(0);
    expect(instant('2024-02-29T12:34:56.789Z')).toBe(Date.parse('2024-02-29T12:34:56.789Z'));
  });

  it('is NaN for anything else', () => {
    for (const text of ['', 'yesterday', '12/31/2024', '2024-1-2']) expect(instant(text)).toBeNaN();
  });
});
