import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { textFeatures } from '../text-features.ts';
import { shareText } from '../words.ts';

/** Most words of the test split occur in the texts learned from. */
export const newWords = defineCheck({
  name: 'newWords',
  topic: 'learning',
  description: 'Most words of the test split occur in the texts learned from.',
  settings: checkSettings({ max: z.number().min(0).max(1).default(0.2) }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_values_to_be_in_set',
  needs: (subject) => textFeatures(subject).map(({ name }) => ({ kind: 'texts', column: name })),
  judge: ({ overlap }, { max }) =>
    [...(overlap?.texts ?? [])].flatMap(([name, { newWords: share }]) =>
      share === null
        ? []
        : [
            {
              column: name,
              holds: share <= max,
              reason: 'distribution' as const,
              expected: `at most ${shareText(max)} of the words of the test texts new`,
              received: `${shareText(share)} of the words of the test texts new`,
            },
          ],
    ),
});
