import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { rowsText, shareText } from '../words.ts';

/** The number of rows changed little since the last lock. */
export const rowCountChange = defineCheck({
  name: 'rowCountChange',
  topic: 'table',
  description: 'The number of rows changed little since the last lock.',
  settings: checkSettings({
    /** Largest change as a share of the previous rows. */
    max: z.number().min(0),
    /** Rows before; by default those of the previous lock. */
    previousRows: z.number().int().min(1).optional(),
  }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_table_row_count_to_be_between',
  judge: ({ rowCount, previousLock }, settings) => {
    const files = previousLock?.files ?? [];
    const locked = files.reduce((sum, file) => sum + (file.part === 'data' ? file.rows : 0), 0);
    const previous = settings.previousRows ?? locked;
    if (previous === 0) return [];
    const change = rowCount / previous - 1;
    return [
      {
        column: null,
        holds: Math.abs(change) <= settings.max,
        reason: change < 0 ? 'tooFewRows' : 'tooManyRows',
        expected: `within ${shareText(settings.max)} of ${rowsText(previous)}`,
        received: `${rowsText(rowCount)} (${change < 0 ? '−' : '+'}${shareText(Math.abs(change))})`,
        count: rowCount,
      },
    ];
  },
});
