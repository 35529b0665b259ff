import { z } from 'zod';

/**
 * One house on offer. This is the only description of the data: validation, encoding, the request schema of the service,
 * the drift check and the demo form all follow from it. A column without a role is a feature.
 */
export const row = z.object({
  listing_id: z
    .string()
    .regex(/^H\d{5}$/)
    .meta({ role: 'id' }),
  area_m2: z.int().min(10).max(1_000),
  rooms: z.int().min(1).max(20),
  year_built: z.int().min(1850).max(2030),
  distance_to_center_km: z.number().min(0).max(50),
  district: z.enum(['center', 'east', 'north', 'south', 'west']),
  energy_class: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G']).nullable(),
  condition: z.int().min(1).max(5),
  has_garden: z.boolean(),
  listed_on: z.iso.date().meta({ role: 'timestamp' }),
  price: z.number().min(10_000).max(5_000_000).meta({ role: 'target' }),
});

export type Row = z.infer<typeof row>;
