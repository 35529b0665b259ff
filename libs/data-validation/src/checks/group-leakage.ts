import { checkSettings, defineCheck } from '../check.ts';
import { rowsText } from '../words.ts';

/** No group lies in the test split and in the training split. */
export const groupLeakage = defineCheck({
  name: 'groupLeakage',
  topic: 'learning',
  description: 'No group lies in the test split and in the training split.',
  settings: checkSettings({}),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_split_overlap_to_be_between',
  judge: ({ overlap, strategy }) => {
    // Only these splits promise to keep groups apart.
    const promises = strategy === 'group' || strategy === 'official';
    if (!promises || overlap === null || overlap.groups === null) return [];
    const { count, rows } = overlap.groups;
    return [
      {
        column: null,
        holds: count === 0,
        reason: 'splitLeakage',
        expected: 'no group in both the training and the test split',
        received: `${rowsText(count)} of the test split from groups trained on`,
        count,
        rows,
      },
    ];
  },
});
