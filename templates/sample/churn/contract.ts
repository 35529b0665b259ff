import { z } from 'zod';

/**
 * One customer. This is the only description of the data: validation, encoding, the request schema of the service, the
 * drift check and the demo form all follow from it. A column without a role is a feature.
 */
export const row = z.object({
  customer_id: z
    .string()
    .regex(/^C\d{6}$/)
    .meta({ role: 'id' }),
  age: z.int().min(18).max(100),
  gender: z.enum(['female', 'male', 'other']).meta({ role: 'sensitive' }),
  plan: z.enum(['basic', 'standard', 'premium']),
  country: z.enum(['DE', 'ES', 'FR', 'PL']),
  monthly_spend: z.number().min(0).max(10_000),
  tenure_months: z.int().min(0).max(120),
  visits_per_month: z.int().min(0).max(100).nullable(),
  support_tickets: z.int().min(0).max(50),
  satisfaction: z.int().min(1).max(5).nullable(),
  has_discount: z.boolean(),
  last_visit_at: z.iso.datetime({ local: true, offset: true }).meta({ role: 'timestamp' }),
  churn: z.enum(['no', 'yes']).meta({ role: 'target' }),
});

export type Row = z.infer<typeof row>;
