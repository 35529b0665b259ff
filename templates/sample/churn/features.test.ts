import { describe, expect, it } from 'vitest';
import type { Row } from './contract.ts';
import { features, spendPerVisit } from './features.ts';

const customer: Row = {
  customer_id: 'C000001',
  age: 40,
  gender: 'other',
  plan: 'basic',
  country: 'DE',
  monthly_spend: 60,
  tenure_months: 12,
  visits_per_month: 5,
  support_tickets: 0,
  satisfaction: 4,
  has_discount: false,
  last_visit_at: '2026-01-05T06:00:00Z',
  churn: 'no',
};

const derived = (row: Row) =>
  Object.fromEntries(features.map((feature) => [feature.name, feature.compute(row)]));

describe('features', () => {
  it('divides spend by visits, also for a customer without any', () => {
    expect(spendPerVisit(customer)).toBe(10);
    expect(spendPerVisit({ ...customer, visits_per_month: 0 })).toBe(60);
  });

  it('does not know the spend per visit when the visits are missing', () => {
    expect(spendPerVisit({ ...customer, visits_per_month: null })).toBeNull();
  });

  it('puts hour 6 of 24 a quarter round the clock', () => {
    const { visit_hour_sin: sine, visit_hour_cos: cosine } = derived(customer);
    expect(sine).toBeCloseTo(1);
    expect(cosine).toBeCloseTo(0);
  });

  it('puts 23 o’clock closer to midnight than to noon', () => {
    const at = (hour: string) => {
      const { visit_hour_sin: sine, visit_hour_cos: cosine } = derived({
        ...customer,
        last_visit_at: `2026-01-05T${hour}:00:00Z`,
      });
      return [sine ?? 0, cosine ?? 0] as const;
    };
    const distance = (a: readonly [number, number], b: readonly [number, number]) =>
      Math.hypot(a[0] - b[0], a[1] - b[1]);
    expect(distance(at('23'), at('00'))).toBeLessThan(distance(at('23'), at('12')));
  });
});
