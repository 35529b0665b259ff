import { describe, expect, it } from 'vitest';
import { fitText, textWidth } from './fit-text.ts';

describe('fitText', () => {
  it('cuts what is too wide and nothing else', () => {
    expect(fitText('age', 60)).toBe('age');
    const cut = fitText('a_very_long_column_name', 60);
    expect(cut).toMatch(/^a_very.*…$/);
    expect(textWidth(cut)).toBeLessThanOrEqual(60);
  });

  it('never cuts a character in half', () => {
    expect(fitText('😀😀😀😀😀😀', 30)).toBe('😀…');
  });
});
