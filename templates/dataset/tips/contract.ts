import { z } from 'zod';

// One row of tips.csv, as seen in 244 rows. Bounds leave a tenth of the range seen as room.
// tip has 123 different values: a number.
export const row = z.object({
  // seen 3.07 to 50.81
  total_bill: z.number().min(0).max(56),
  // seen 1 to 10
  tip: z.number().min(0.1).max(10.9).meta({ role: 'target' }),
  // Male 157, Female 87
  sex: z.enum(['Female', 'Male']).meta({ sensitive: true }),
  // No 151, Yes 93
  smoker: z.enum(['No', 'Yes']),
  // Sat 87, Sun 76, Thur 62, Fri 19
  day: z.enum(['Fri', 'Sat', 'Sun', 'Thur']),
  // Dinner 176, Lunch 68
  time: z.enum(['Dinner', 'Lunch']),
  // seen 1 to 6
  size: z.int().min(0).max(7),
});

export type Row = z.infer<typeof row>;
