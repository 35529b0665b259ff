import { describe, expect, it } from 'vitest';
import { findLeaks } from './find-leaks.ts';
import { linearTwin } from './linear-twin.ts';
import { relabelling } from './relabelling.ts';
import { seededRandom } from './row-reservoir.ts';
import { isGiveaway, scorePredictor } from './single-predictor.ts';
import { findTargetFormulas } from './target-formula.ts';

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('relabelling', () => {
  const target = times(40, (index) => index % 2);

  it('finds the target in other words, missing among them', () => {
    expect(
      relabelling(
        target.map((y) => (y ? 'yes' : 'no')),
        target,
      ),
    ).toBe('no = 0, yes = 1');
    expect(
      relabelling(
        target.map((y) => (y ? 'left' : null)),
        target,
      ),
    ).toBe('(missing) = 0, left = 1');
  });

  it('is put off by a single exception', () => {
    const values = target.map((y, index) => (index === 7 ? 'no' : y ? 'yes' : 'no'));
    expect(relabelling(values, target)).toBeNull();
  });

  it('does not take a coincidence of few rows for a relation', () => {
    // 6 rows of two classes can be dealt in 20 ways, one positive among 40 rows in 40.
    expect(relabelling([1, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1])).toBeNull();
    const rare = times(40, (index) => (index === 3 ? 1 : 0));
    expect(relabelling(rare, rare)).toBeNull();
  });

  it('finds nothing in a target of one class, or in no rows', () => {
    expect(relabelling([1, 1], [0, 0])).toBeNull();
    expect(relabelling([], [])).toBeNull();
  });
});

describe('scorePredictor', () => {
  const random = seededRandom(5);
  const target = times(2000, () => (random() < 0.3 ? 'bad' : 'good'));

  it('calls a column that answers all of 2,000 rows a giveaway', () => {
    const days = target.map((y) => (y === 'bad' ? 50 + random() * 50 : random() * 50));
    const score = scorePredictor(days, target);
    expect(score.errors).toBeLessThan(3);
    expect(isGiveaway(score)).toBe(true);
  });

  it('does not call a column with 5 % errors one', () => {
    const days = target.map((y) => ((y === 'bad') === random() < 0.95 ? 60 : 20) + random() * 10);
    const score = scorePredictor(days, target);
    expect(isGiveaway(score)).toBe(false);
  });

  it('is not impressed by a rare class that is always missed', () => {
    const rare = times(2000, (index) => (index % 200 === 0 ? 1 : 0));
    expect(
      isGiveaway(
        scorePredictor(
          times(2000, () => random()),
          rare,
        ),
      ),
    ).toBe(false);
  });

  it('says nothing of a hundred rows, however well they are answered', () => {
    const y = times(100, (index) => index % 2);
    expect(
      isGiveaway(
        scorePredictor(
          y.map((value) => value * 10),
          y,
        ),
      ),
    ).toBe(false);
  });

  it('learns nothing from words that never come back', () => {
    const score = scorePredictor(
      times(2000, (index) => `w${index}`),
      target,
    );
    expect(score.errors).toBe(score.baselineErrors);
  });
});

describe('linearTwin', () => {
  const random = seededRandom(9);
  const price = times(300, () => 100 + random() * 900);

  it('finds the target in another unit', () => {
    expect(
      linearTwin(
        price.map((value) => value * 100),
        price,
        'price',
      ),
    ).toBe('is 100 × price in every row');
    expect(linearTwin([...price], price, 'price')).toBe('is price in every row');
    expect(
      linearTwin(
        price.map((value) => Math.round(value * 1.1 + 5)),
        price,
        'price',
      ),
    ).toContain('same in another unit');
    expect(linearTwin(price.map(Math.log), price, 'price')).toBe('is the logarithm of price');
    expect(linearTwin(price, price.map(Math.log), 'logPrice')).toBe(
      'is the exponential of logPrice',
    );
  });

  it('leaves a good predictor alone', () => {
    const area = price.map((value) => value * (0.95 + random() * 0.1));
    expect(linearTwin(area, price, 'price')).toBeNull();
  });

  it('says nothing of a constant, of few rows or of none', () => {
    expect(
      linearTwin(
        price.map(() => 1),
        price,
        'price',
      ),
    ).toBeNull();
    expect(linearTwin(price.slice(0, 5), price.slice(0, 5), 'price')).toBeNull();
    expect(linearTwin([], [], 'price')).toBeNull();
  });
});

describe('findTargetFormulas', () => {
  const random = seededRandom(3);
  const numbers = (scale: number) => times(200, () => Math.round(random() * scale * 100) / 100);
  const [a, b, c] = [numbers(100), numbers(50), numbers(10)];
  const at = (list: readonly number[], index: number): number => list[index] ?? 0;
  const columns = [
    { name: 'a', values: a },
    { name: 'b', values: b },
    { name: 'c', values: c },
    { name: 'constant', values: a.map(() => 0) },
  ];
  const texts = (target: readonly number[]) =>
    findTargetFormulas('y', target, columns).map(({ text }) => text);

  it('finds sums, differences, products and quotients', () => {
    expect(texts(times(200, (i) => at(a, i) + at(b, i)))).toEqual(['y = a + b']);
    expect(texts(times(200, (i) => at(b, i) - at(a, i)))).toEqual(['y = b − a']);
    expect(texts(times(200, (i) => at(a, i) + at(b, i) + at(c, i)))).toEqual(['y = a + b + c']);
    expect(texts(times(200, (i) => at(a, i) - at(b, i) - at(c, i)))).toEqual(['y = a − b − c']);
    expect(texts(times(200, (i) => Math.round(at(a, i) * at(b, i) * 100) / 100))).toEqual([
      'y = a × b',
    ]);
    expect(texts(times(200, (i) => at(a, i) / at(b, i)))).toEqual(['y = a / b']);
  });

  it('forgives one typing error in 200 rows, not five', () => {
    const withErrors = (errors: number) =>
      times(200, (i) => at(a, i) + at(b, i) + (i < errors ? 7 : 0));
    expect(texts(withErrors(1))).toEqual(['y = a + b']);
    expect(texts(withErrors(5))).toEqual([]);
  });

  it('finds none where noise is added', () => {
    expect(texts(times(200, (i) => at(a, i) + at(b, i) + random()))).toEqual([]);
  });

  it('finds none in ten rows', () => {
    const few = columns.map(({ name, values }) => ({ name, values: values.slice(0, 10) }));
    const target = times(10, (i) => at(a, i) + at(b, i));
    expect(findTargetFormulas('y', target, few)).toEqual([]);
  });
});

describe('findLeaks', () => {
  it('lets an id repeat the class of its rows without calling it a leak', () => {
    const y = times(2000, (index) => Math.floor(index / 20) % 2);
    const ids = times(2000, (index) => Math.floor(index / 20));
    const target = { name: 'y', values: y, isFeature: false };
    const asGroup = findLeaks(
      target,
      [{ name: 'customer', values: ids, isFeature: false }],
      'binary',
    );
    const asFeature = findLeaks(
      target,
      [{ name: 'customer', values: ids, isFeature: true }],
      'binary',
    );
    expect([asGroup.size, asFeature.size]).toEqual([0, 1]);
  });
});
