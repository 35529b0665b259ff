import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { singleFeatureScore } from '../single-feature-score.ts';
import { numberText } from '../words.ts';

/** In fewer rows a perfect feature is chance. */
const FEWEST_ROWS = 30;

/** No single feature gives the target away. */
export const targetLeakage = defineCheck({
  name: 'targetLeakage',
  topic: 'learning',
  description: 'No single feature gives the target away.',
  settings: checkSettings({
    /** From this score on a feature is too good to be true: AUC, R², or share of errors removed. */
    max: z.number().gt(0).max(1).default(0.95),
    allow: z.array(z.string()).default([]),
  }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_single_feature_score_to_be_between',
  judge: ({ description, sample, columns }, settings) => {
    const target = sample.table.columns[description.target] ?? [];
    return columns
      .filter((column) => column.role === 'feature' && !settings.allow.includes(column.name))
      .flatMap(({ name }) => {
        const values = sample.table.columns[name] ?? [];
        const scored =
          target.length < FEWEST_ROWS
            ? null
            : singleFeatureScore(values, target, description.problem);
        if (scored === null) return [];
        const holds = scored.score < settings.max;
        return [
          {
            column: name,
            holds,
            reason: 'targetLeakage' as const,
            expected: `${scored.method} below ${numberText(settings.max)}`,
            received: holds
              ? `${scored.method} ${numberText(scored.score, 3)}`
              : `tells ${description.target} by itself (${scored.method} ${numberText(scored.score, 3)}); if it is not known when predicting, give it the role leak`,
          },
        ];
      });
  },
});
