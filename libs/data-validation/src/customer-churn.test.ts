import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findingsOf, validateText } from '../test/validate-text.ts';
import type { ValidationSettings } from './settings.ts';

const row = z.object({
  customer_id: z.string().meta({ role: 'id' }),
  age: z.int().min(18).max(100).nullable(),
  monthly_spend: z.number().min(0).max(10_000).nullable(),
  churn: z.enum(['no', 'yes']).meta({ role: 'target' }),
});
const settings: ValidationSettings = {
  rowCount: { min: 500 },
  missing: { max: 0.03 },
  classBalance: { minShare: 0.05 },
};

type Customer = { age: number | ''; spend: number | ''; churn: string };

/** 500 customers: 3 % without an age, 6 % who leave. */
function customers(change: (customer: Customer, index: number) => Customer = (c) => c): string {
  const lines = Array.from({ length: 500 }, (_, index) => {
    const { age, spend, churn } = change(
      {
        age: index % 100 < 3 ? '' : 18 + ((index * 37) % 83),
        spend: ((index * 7919) % 1_000_000) / 100,
        churn: (index * 17) % 50 < 3 ? 'yes' : 'no',
      },
      index,
    );
    return `c${index},${age},${spend},${churn}`;
  });
  return `customer_id,age,monthly_spend,churn\n${lines.join('\n')}\n`;
}

describe('the customer-churn exercise', () => {
  it('passes clean data', async () => {
    const report = await validateText({ row, text: customers(), settings });
    expect(report.findings.filter((finding) => finding.status !== 'pass')).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.sentence).toMatch(/^500 rows pass \d+ checks\.$/);
    expect(report.queries).toBe(2);
  });

  it('catches age = 150 with its row number', async () => {
    const text = customers((c, index) => (index === 16 ? { ...c, age: 150 } : c));
    const report = await validateText({ row, text, settings });
    expect(report.verdict).toBe('fail');
    expect(report.sentence).toBe('age: 1 row above 100 (row 17: 150).');
    expect(findingsOf(report, 'range').find((f) => f.column === 'age')).toEqual({
      check: 'range',
      column: 'age',
      status: 'fail',
      reason: 'outOfRange',
      expected: 'at least 18, at most 100',
      received: '1 row above 100 (row 17: 150)',
      count: 1,
      rows: [17],
    });
  });

  it.each([
    ['too few rows', 'rowCount', (text: string) => text.split('\n').slice(0, 500).join('\n')],
    [
      'more than 3 % missing',
      'missing',
      () => customers((c, i) => (i % 25 === 0 ? { ...c, age: '' } : c)),
    ],
    ['a negative spend', 'range', () => customers((c, i) => (i === 3 ? { ...c, spend: -1 } : c))],
    [
      'a minority below 5 %',
      'classBalance',
      () => customers((c, i) => ({ ...c, churn: i < 24 ? 'yes' : 'no' })),
    ],
    [
      'an age in words',
      'type',
      (text: string) => text.replace('c9,', 'c9,old').replace('old23', 'old'),
    ],
    [
      'a class unheard of',
      'categories',
      () => customers((c, i) => (i === 9 ? { ...c, churn: 'maybe' } : c)),
    ],
    ['a customer twice', 'unique', (text: string) => text.replace('c77,', 'c76,')],
    ['a column gone', 'columnsPresent', (text: string) => text.replace('monthly_spend', 'spend')],
  ])('catches %s', async (_, check, change) => {
    const report = await validateText({ row, text: change(customers()), settings });
    expect(report.verdict).toBe('fail');
    expect(findingsOf(report, check).some((finding) => finding.status === 'fail')).toBe(true);
  });
});
