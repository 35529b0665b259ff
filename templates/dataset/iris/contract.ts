import { z } from 'zod';

// One row of iris.csv, as seen in 150 rows. Bounds leave a tenth of the range seen as room.
// species has 3 different values (setosa, versicolor, virginica): classes.
export const row = z.object({
  // seen 4.3 to 7.9
  sepal_length: z.number().min(3.9).max(8.3),
  // seen 2 to 4.4
  sepal_width: z.number().min(1.7).max(4.7),
  // seen 1 to 6.9
  petal_length: z.number().min(0.4).max(7.5),
  // seen 0.1 to 2.5
  petal_width: z.number().min(0).max(2.8),
  // setosa 50, versicolor 50, virginica 50
  species: z.enum(['setosa', 'versicolor', 'virginica']).meta({ role: 'target' }),
});

export type Row = z.infer<typeof row>;
