import { z } from 'zod';
import type { ColumnEncoding } from './column-encoding.ts';

/** A column that says something only by being missing: its present values were all the same. */
export const presenceColumnSchema = z.object({
  encoding: z.literal('presence'),
  column: z.string(),
});
export type PresenceColumn = z.infer<typeof presenceColumnSchema>;

/** One input: 1 where the value is missing, else 0. */
export function presenceEncoding({ column }: PresenceColumn): ColumnEncoding {
  return {
    inputNames: [`${column} is missing`],
    write(values, rows, out, offset, width) {
      for (let row = 0; row < rows; row++) {
        if ((values?.[row] ?? null) === null) out[row * width + offset] = 1;
      }
    },
  };
}
