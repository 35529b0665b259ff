import { z } from 'zod';

// One row of titanic.csv, as seen in 891 rows. Bounds leave a tenth of the range seen as room.
// survived has 2 different values (0, 1): classes.
export const row = z.object({
  // 0 549, 1 342
  survived: z.literal([0, 1]).meta({ role: 'target' }),
  // seen 1 to 3
  pclass: z.int().min(0).max(4),
  // male 577, female 314
  sex: z.enum(['female', 'male']).meta({ sensitive: true }),
  // seen 0.42 to 80; 19.9 % missing
  age: z.number().min(0).max(88).nullable().meta({ sensitive: true }),
  // seen 0 to 8
  sibsp: z.int().min(0).max(9),
  // seen 0 to 6
  parch: z.int().min(0).max(7),
  // seen 0 to 512.3292
  fare: z.number().min(0).max(570),
  // S 644, C 168, Q 77; 0.22 % missing
  embarked: z.enum(['C', 'Q', 'S']).nullable(),
  // Third 491, First 216, Second 184
  class: z.enum(['First', 'Second', 'Third']),
  // man 537, woman 271, child 83
  who: z.enum(['child', 'man', 'woman']).meta({ sensitive: true }),
  // true 537, false 354
  adult_male: z.boolean().meta({ sensitive: true }),
  // C 59, B 47, D 33, …; 77.2 % missing
  deck: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G']).nullable(),
  // Southampton 644, Cherbourg 168, Queenstown 77; 0.22 % missing
  embark_town: z.enum(['Cherbourg', 'Queenstown', 'Southampton']).nullable(),
  // no 549, yes 342; survived in other words: no = 0, yes = 1 in all 891 sampled rows
  alive: z.enum(['no', 'yes']).meta({ role: 'leak' }),
  // true 537, false 354
  alone: z.boolean(),
});

export type Row = z.infer<typeof row>;
