import { describe, expect, it } from 'vitest';
import { manifest } from '../__fixtures__/churn-input.ts';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { lossCurves } from './loss-curves.ts';

describe('lossCurves', () => {
  it('draws both losses and marks the epoch whose weights were kept', () => {
    const { texts, description, elements } = readSvg(lossCurves({ epochs: manifest.history }));
    expect(elements.filter((name) => name === 'polyline')).toHaveLength(2);
    expect(texts).toEqual(
      expect.arrayContaining(['train', 'validation', 'epoch', 'loss', 'kept: epoch 2']),
    );
    expect(description).toBe('3 epochs; the lowest validation loss is 0.425 at epoch 2.');
  });

  it('ticks at whole epochs', () => {
    const { texts } = readSvg(lossCurves({ epochs: manifest.history }));
    expect(texts.filter((text) => /^\d+$/.test(text))).toEqual(['1', '2', '3']);
  });
});
