import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { similaritySetting } from '../similarity-setting.ts';
import { textFeatures } from '../text-features.ts';
import { countText, shareText } from '../words.ts';

/** Few texts of the test split say nearly what one learned from says. */
export const textLeakage = defineCheck({
  name: 'textLeakage',
  topic: 'learning',
  description:
    'Few texts of the test split say what one learned from says, but for case, digits, signs and a few words.',
  settings: checkSettings({
    max: z.number().min(0).max(1).default(0.05),
    similarity: similaritySetting,
  }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_split_overlap_to_be_between',
  needs: (subject, { similarity }) =>
    textFeatures(subject).map(({ name }) => ({ kind: 'texts', column: name, similarity })),
  judge: ({ overlap, splitRows }, { max }) =>
    [...(overlap?.texts ?? [])].map(([name, { near }]) => {
      const share = splitRows.test === 0 ? 0 : near.count / splitRows.test;
      return {
        column: name,
        holds: share <= max,
        reason: 'splitLeakage',
        expected: `at most ${shareText(max)} of the test texts much like one learned from`,
        received: `${shareText(share)} of the test texts much like one learned from (${countText(near.count)} of ${countText(splitRows.test)})`,
        count: near.count,
        rows: share <= max ? [] : near.rows,
      };
    }),
});
