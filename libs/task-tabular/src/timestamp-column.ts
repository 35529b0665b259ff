import type { Value } from '@create-mlops/contracts';
import { mean, standardDeviation } from 'simple-statistics';
import { z } from 'zod';
import type { ColumnEncoding } from './column-encoding.ts';
import { instant } from './instant.ts';
import type { PresenceColumn } from './presence-column.ts';

const cycles = ['month', 'weekday', 'hour'] as const;
type Cycle = (typeof cycles)[number];

/** A date or timestamp (UTC) as a standardised year and points on the circles of month, weekday and hour. */
export const timestampColumnSchema = z.object({
  encoding: z.literal('timestamp'),
  column: z.string(),
  /** Years since 1970 as seen in training, in fractions; `null` when all instants were the same. */
  year: z.object({ mean: z.number(), std: z.number().positive() }).nullable(),
  /** The circles on which training rows differed. */
  cycles: z.array(z.enum(cycles)),
  /** True when the training split had missing values: one more input says where. */
  missing: z.boolean(),
});
export type TimestampColumn = z.infer<typeof timestampColumnSchema>;

/** The mean Gregorian year. */
const MS_PER_YEAR = 365.2425 * 86_400_000;
const MS_PER_DAY = 86_400_000;

/** Standardised years are held within this many deviations, so that no request can overflow float32. */
const LARGEST = 1e6;

/** Where an instant (ms) stands on a circle, as a share 0..1 of one turn. */
const turnOf: Readonly<Record<Cycle, (ms: number) => number>> = {
  month: (ms) => new Date(ms).getUTCMonth() / 12,
  // 1970-01-01 was a Thursday; weeks here start on Monday.
  weekday: (ms) => ((((Math.floor(ms / MS_PER_DAY) + 3) % 7) + 7) % 7) / 7,
  hour: (ms) => (((ms % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY) / MS_PER_DAY,
};

/** @returns `null` when the column is constant or empty and so has nothing to learn from. */
export function fitTimestampColumn(
  column: string,
  values: readonly Value[],
): TimestampColumn | PresenceColumn | null {
  const instants = values
    .map((value) => (typeof value === 'string' ? instant(value) : Number.NaN))
    .filter((ms) => !Number.isNaN(ms));
  const missing = instants.length < values.length;
  const first = instants[0];
  if (first === undefined) return null;
  if (instants.every((ms) => ms === first))
    return missing ? { encoding: 'presence', column } : null;
  const years = instants.map((ms) => ms / MS_PER_YEAR);
  const std = standardDeviation(years);
  return {
    encoding: 'timestamp',
    column,
    year: std > 0 ? { mean: mean(years), std } : null,
    cycles: cycles.filter((cycle) =>
      instants.some((ms) => turnOf[cycle](ms) !== turnOf[cycle](first)),
    ),
    missing,
  };
}

/** Inputs: the year, a sine and a cosine per circle, and a missing mark. A missing value is all zeros but its mark. */
export function timestampEncoding(state: TimestampColumn): ColumnEncoding {
  const { column, year, missing } = state;
  const turns = state.cycles.map((cycle) => turnOf[cycle]);
  const missingSlot = Number(year !== null) + 2 * turns.length;
  return {
    inputNames: [
      ...(year ? [`${column} year`] : []),
      ...state.cycles.flatMap((cycle) => [`${column} ${cycle} sin`, `${column} ${cycle} cos`]),
      ...(missing ? [`${column} is missing`] : []),
    ],
    write(values, rows, out, offset, width) {
      for (let row = 0; row < rows; row++) {
        const value = values?.[row];
        let at = row * width + offset;
        const ms = typeof value === 'string' ? instant(value) : Number.NaN;
        if (Number.isNaN(ms)) {
          if (missing) out[at + missingSlot] = 1;
          continue;
        }
        if (year) {
          const scaled = (ms / MS_PER_YEAR - year.mean) / year.std;
          out[at++] = Math.max(-LARGEST, Math.min(LARGEST, scaled));
        }
        for (const turn of turns) {
          const angle = 2 * Math.PI * turn(ms);
          out[at++] = Math.sin(angle);
          out[at++] = Math.cos(angle);
        }
      }
    },
  };
}
