import { z } from 'zod';

const numbers = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`number_${index + 1}`, z.number()]),
);
const categories = Object.fromEntries(
  Array.from({ length: 6 }, (_, index) => [
    `category_${index + 1}`,
    z.enum(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']),
  ]),
);

/** Twenty columns: twelve numbers, six categories, a flag, and the target. */
export const visitRow = z.object({
  ...numbers,
  ...categories,
  flag: z.boolean(),
  bought: z.enum(['no', 'yes']).meta({ role: 'target' }),
});
