import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { customerChurnCsv } from './customer-churn.ts';
import { drawnShapes, shapeClasses } from './drawn-shapes.ts';
import { housePricesCsv } from './house-prices.ts';
import { productReviewsCsv } from './product-reviews.ts';
import { samples } from './sample-plan.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const rowsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('customerChurnCsv', () => {
  it('gives the same bytes everywhere', () => {
    expect(customerChurnCsv()).toBe(customerChurnCsv());
    expect(customerChurnCsv({ seed: 1 })).not.toBe(customerChurnCsv());
    expect(sha256(customerChurnCsv())).toMatchInlineSnapshot(
      `"24ab8221eda4f7c4020848acec0a740c78738d840d9ea23cda92de3be1a0b280"`,
    );
  });

  it('has 5,000 customers within the ranges of its contract, a fair share of whom leave', () => {
    const rows = rowsOf(customerChurnCsv());
    expect(rows).toHaveLength(5_000);
    const ages = rows.map((row) => Number(row[1]));
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(18);
    expect(Math.max(...ages)).toBeLessThanOrEqual(100);
    const leaving = rows.filter((row) => row.at(-1) === 'yes').length / rows.length;
    expect(leaving).toBeGreaterThan(0.15);
    expect(leaving).toBeLessThan(0.4);
  });
});

describe('housePricesCsv', () => {
  it('gives the same bytes everywhere', () => {
    expect(sha256(housePricesCsv())).toMatchInlineSnapshot(
      `"2b71aa5087e6c29d1b08aba1ce7869fd6b34e7aa8697ec37392add2d6c859d99"`,
    );
  });

  it('has 3,000 houses with prices between 10,000 and 2,000,000', () => {
    const prices = rowsOf(housePricesCsv()).map((row) => Number(row.at(-1)));
    expect(prices).toHaveLength(3_000);
    expect(Math.min(...prices)).toBeGreaterThan(10_000);
    expect(Math.max(...prices)).toBeLessThan(2_000_000);
  });
});

describe('productReviewsCsv', () => {
  const reviews = rowsOf(productReviewsCsv()).map(([label = '', text = '']) => ({ label, text }));

  it('gives the same bytes everywhere', () => {
    expect(sha256(productReviewsCsv())).toMatchInlineSnapshot(
      `"2d4bb50474b4f19492ee86a64db6ddac3d4496a1be5083ed09e93f2eb542b325"`,
    );
  });

  it('has 2,400 reviews, none of them twice, of both kinds', () => {
    expect(new Set(reviews.map(({ text }) => text)).size).toBe(2_400);
    const positive = reviews.filter(({ label }) => label === 'positive').length / reviews.length;
    expect(positive).toBeGreaterThan(0.45);
    expect(positive).toBeLessThan(0.65);
  });

  it('are as long as the README says', () => {
    const lengths = reviews.map(({ text }) => text.length).sort((a, b) => a - b);
    const [least, median, most] = [lengths[0], lengths[1_200], lengths.at(-1)];
    expect(samples.reviews.content.facts).toBe(
      `The texts have ${least} to ${most} characters, half of them up to ${median}.`,
    );
  });

  it('cannot be told apart by any one word', () => {
    const rowsWith = new Map<string, { rows: number; positive: number }>();
    for (const { label, text } of reviews) {
      for (const word of new Set(text.toLowerCase().match(/[a-z]+/g))) {
        const seen = rowsWith.get(word) ?? { rows: 0, positive: 0 };
        seen.rows++;
        if (label === 'positive') seen.positive++;
        rowsWith.set(word, seen);
      }
    }
    const positive = reviews.filter(({ label }) => label === 'positive').length;
    // The best guess from whether a word is there: the majority of those with it and of those without.
    const accuracies = [...rowsWith.values()].map(({ rows, positive: own }) => {
      const without = reviews.length - rows;
      const withIt = Math.max(own, rows - own);
      const others = Math.max(positive - own, without - (positive - own));
      return (withIt + others) / reviews.length;
    });
    expect(Math.max(...accuracies)).toBeLessThan(0.62);
  });
});

describe('drawnShapes', () => {
  it('gives the same bytes everywhere, at most a megabyte of them', () => {
    const { csv, files } = drawnShapes();
    const all = [...files.values()];
    expect(all).toHaveLength(480);
    expect(all.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(1_048_576);
    expect(sha256(csv)).toMatchInlineSnapshot(
      `"812bcd679e81e215399e49ba6061ee664a74057365fc2e0bcf0c585896b9f140"`,
    );
    expect(drawnShapes({ seed: 1 }).csv).not.toBe(csv);
  });

  it('has as many pictures of each shape, each only once', () => {
    const rows = rowsOf(drawnShapes().csv);
    const counts = shapeClasses.map((name) => rows.filter((row) => row[1] === name).length);
    expect(counts).toEqual([120, 120, 120, 120]);
    expect(new Set(rows.map((row) => row[2])).size).toBe(480);
  });
});
