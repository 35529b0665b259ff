import { z } from 'zod';

/** Ten columns and thirty checks: types, missing values, bounds, vocabularies, a pattern. */
export const customerRow = z.object({
  customer_id: z
    .string()
    .min(8)
    .max(8)
    .regex(/^C\d{7}$/)
    .meta({ role: 'id' }),
  age: z.int().min(18).max(100),
  plan: z.enum(['basic', 'standard', 'premium']),
  country: z.enum(['DE', 'ES', 'FR', 'PL']),
  monthly_spend: z.number().min(0).max(10_000),
  tenure_months: z.int().min(0).max(120),
  satisfaction: z.int().min(1).max(5).nullable(),
  has_discount: z.boolean(),
  last_visit_at: z.iso.datetime({ local: true, offset: true }).meta({ role: 'timestamp' }),
  churn: z.enum(['no', 'yes']).meta({ role: 'target' }),
});
