import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { rowsText } from '../words.ts';

/** The test split has enough rows to decide anything. */
export const splitSizes = defineCheck({
  name: 'splitSizes',
  topic: 'learning',
  description: 'The test split has enough rows to decide anything.',
  settings: checkSettings({ minTest: z.number().int().min(0).default(20) }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_split_row_count_to_be_between',
  judge: ({ splitRows }, settings) => [
    {
      column: null,
      holds: splitRows.test >= settings.minTest,
      reason: 'tooFewRows',
      expected: `at least ${rowsText(settings.minTest)} in the test split`,
      received: `${rowsText(splitRows.test)} in the test split`,
      count: splitRows.test,
    },
  ],
});
