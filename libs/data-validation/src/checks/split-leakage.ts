import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { countText, shareText } from '../words.ts';

/** No row of the test split has the features of a row trained on. */
export const splitLeakage = defineCheck({
  name: 'splitLeakage',
  topic: 'learning',
  description: 'No row of the test split has the features of a row trained on.',
  settings: checkSettings({ max: z.number().min(0).max(1).default(0) }),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_split_overlap_to_be_between',
  judge: ({ overlap, splitRows }, settings) => {
    if (overlap === null) return [];
    const { count, rows } = overlap.features;
    const share = splitRows.test === 0 ? 0 : count / splitRows.test;
    return [
      {
        column: null,
        holds: share <= settings.max,
        reason: 'splitLeakage',
        expected:
          settings.max === 0
            ? 'no test row among the training rows'
            : `at most ${shareText(settings.max)} of the test rows among the training rows`,
        received: `${countText(count)} of ${countText(splitRows.test)} test rows among the training rows`,
        count,
        rows,
      },
    ];
  },
});
