import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { predictedObserved } from './predicted-observed.ts';

describe('predictedObserved', () => {
  it('draws a dot a row, observed to the right and predicted upwards', () => {
    const svg = predictedObserved({
      target: 'price',
      pairs: [
        [100_000, 300_000],
        [200_000, 200_000],
      ],
    });
    const dots = [...svg.matchAll(/<circle[^>]* cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(dots).toHaveLength(2);
    expect(dots[0]?.[0]).toBeGreaterThan(dots[1]?.[0] ?? 0);
    expect(dots[0]?.[1]).toBeGreaterThan(dots[1]?.[1] ?? 0);
    expect(readSvg(svg).texts).toEqual(
      expect.arrayContaining(['observed price', 'predicted price', '200k']),
    );
  });
});
