import { describe, expect, it } from 'vitest';
import { labelledText } from '../test/labelled-text.ts';
import { validateText } from '../test/validate-text.ts';

describe('drawColumns', () => {
  it('counts how many texts have how many characters, as a person counts them', async () => {
    const texts = ['ab', 'abcd', '😀😀', 'abcdefghij'];
    const report = await validateText({
      row: labelledText,
      text: `a,y\n${texts.map((each) => `${each},no\n`).join('')}`,
    });
    const { lengths } = report.columns.find(({ name }) => name === 'a') ?? {};
    expect(lengths?.median).toBe(4);
    expect(lengths?.edges[0]).toBe(1.5);
    expect(lengths?.edges.at(-1)).toBe(10.5);
    expect(lengths?.counts).toEqual([2, 0, 1, 0, 0, 0, 0, 0, 1]);
    expect(report.columns.find(({ name }) => name === 'y')).not.toHaveProperty('lengths');
  });
});
