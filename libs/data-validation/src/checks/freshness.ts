import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import type { Subject } from '../evidence.ts';
import { hasColumns } from '../limits.ts';
import { numberText } from '../words.ts';

const DAY_MS = 86_400_000;

/** The latest timestamp is not much older than the moment the data was taken. */
export const freshness = defineCheck({
  name: 'freshness',
  topic: 'table',
  description: 'The latest timestamp is not much older than the moment the data was taken.',
  settings: checkSettings({
    maxAgeDays: z.number().min(0),
    /** By default the column with the role `timestamp`. */
    column: z.string().optional(),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_max_to_be_between',
  judge: (evidence, settings) => {
    const column = settings.column ?? roleColumn(evidence, 'timestamp');
    if (column === null || !hasColumns(evidence, [column])) return [];
    const latest = evidence.stats.get(column)?.latestMs ?? null;
    if (latest === null) return [];
    // The data's age when it was captured; a clock would make every report stale in time.
    const ageDays = (Date.parse(evidence.lock.capturedAt) - latest) / DAY_MS;
    return [
      {
        column,
        holds: ageDays <= settings.maxAgeDays,
        reason: 'stale',
        expected: `latest value at most ${numberText(settings.maxAgeDays)} days before ${evidence.lock.capturedAt.slice(0, 10)}`,
        received: `latest value ${new Date(latest).toISOString().slice(0, 10)}, ${numberText(Math.max(0, ageDays), 3)} days before the data was taken in`,
      },
    ];
  },
});

function roleColumn(subject: Subject, role: string): string | null {
  return subject.columns.find((column) => column.role === role)?.name ?? null;
}
