import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { countText, isWithin, limitsText, rowsText } from '../words.ts';

/** The number of rows lies within limits. */
export const rowCount = defineCheck({
  name: 'rowCount',
  topic: 'table',
  description: 'The number of rows lies within limits.',
  settings: checkSettings({
    min: z.number().int().min(0).default(1),
    max: z.number().int().optional(),
  }),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_table_row_count_to_be_between',
  judge: ({ rowCount: rows }, settings) => [
    {
      column: null,
      holds: isWithin(rows, settings),
      reason: rows < settings.min ? 'tooFewRows' : 'tooManyRows',
      expected: `${limitsText(settings, countText)} rows`,
      received: rowsText(rows),
      count: rows,
    },
  ],
});
