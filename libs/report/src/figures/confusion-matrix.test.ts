import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { confusionMatrix } from './confusion-matrix.ts';

describe('confusionMatrix', () => {
  it('writes count and share of the observed class into each cell', () => {
    const counts = [
      [687, 51],
      [146, 116],
    ];
    const { texts, titles, description } = readSvg(
      confusionMatrix({ classes: ['no', 'yes'], counts }),
    );
    expect(texts).toEqual(
      expect.arrayContaining(['predicted →', 'observed ↓', '687', '93.1 %', '146', '55.7 %']),
    );
    expect(titles).toContain('yes taken for no: 146 (55.7 %)');
    expect(description).toBe('803 of 1,000 rows right (80.3 %), 2 classes.');
  });

  it('shows one class as one cell', () => {
    const { texts } = readSvg(confusionMatrix({ classes: ['yes'], counts: [[7]] }));
    expect(texts).toEqual(expect.arrayContaining(['7', '100 %']));
  });

  it('shows the thirty most frequent of very many classes', () => {
    const classes = Array.from({ length: 40 }, (_, index) => `class ${index}`);
    const counts = classes.map((_, row) =>
      classes.map((__, column) => (row === column ? row + 1 : 0)),
    );
    const { elements, titles } = readSvg(confusionMatrix({ classes, counts }));
    expect(elements.filter((name) => name === 'g')).toHaveLength(30 * 30);
    expect(titles).toContain('class 39 taken for class 39: 40 (100 %)');
    expect(titles).not.toContain('class 0 taken for class 0: 1 (100 %)');
  });
});
