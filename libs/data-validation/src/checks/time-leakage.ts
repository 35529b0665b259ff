import { checkSettings, defineCheck } from '../check.ts';
import { rowsText } from '../words.ts';

/** No row of the test split is older than a row trained on. */
export const timeLeakage = defineCheck({
  name: 'timeLeakage',
  topic: 'learning',
  description: 'No row of the test split is older than a row trained on.',
  settings: checkSettings({}),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_split_overlap_to_be_between',
  judge: ({ overlap }) => {
    if (overlap === null || overlap.times === null) return [];
    const { count, rows } = overlap.times;
    return [
      {
        column: null,
        holds: count === 0,
        reason: 'splitLeakage',
        expected: 'every test row at least as late as the training rows',
        received: `${rowsText(count)} of the test split older than the latest training row`,
        count,
        rows,
      },
    ];
  },
});
