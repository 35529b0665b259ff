import { MlopsError, type Reason } from '@create-mlops/contracts';
import { z } from 'zod';
import type { Judgement } from './check.ts';
import type { ColumnStats, Evidence, Subject } from './evidence.ts';
import { isWithin, limitsText, numberText } from './words.ts';

/** A closed range; a missing end is open. */
export const limitsSchema = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
});

/** Limits by column name. */
export const columnLimitsSchema = z.record(z.string(), limitsSchema);

export type ColumnLimits = z.output<typeof columnLimitsSchema>;

/**
 * Whether the file has all these columns; a column that only the file lacks is another check's finding.
 *
 * @throws {MlopsError} COLUMN_UNKNOWN for a column that is not in the contract.
 */
export function hasColumns(subject: Subject, names: readonly string[]): boolean {
  for (const name of names) {
    if (!subject.description.columns.some((column) => column.name === name)) {
      throw new MlopsError(
        'COLUMN_UNKNOWN',
        `The validation settings name '${name}', which is not a column of the contract.`,
        `The contract has ${subject.description.columns.map((column) => column.name).join(', ')}.`,
      );
    }
  }
  return names.every((name) => subject.columns.some((column) => column.name === name));
}

/** Judges one number of each column named against its limits. A column without that number is left out. */
export function judgeLimits(
  evidence: Evidence,
  columns: ColumnLimits,
  noun: string,
  measure: (stats: ColumnStats) => number | null,
  reason: Reason = 'distribution',
): Judgement[] {
  return Object.entries(columns).flatMap(([name, limits]) => {
    if (!hasColumns(evidence, [name])) return [];
    const stats = evidence.stats.get(name);
    const value = stats === undefined ? null : measure(stats);
    if (value === null) return [];
    return [
      {
        column: name,
        holds: isWithin(value, limits),
        reason,
        expected: `${noun} ${limitsText(limits)}`,
        received: `${noun} ${numberText(value)}`,
      },
    ];
  });
}
