import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { judgeImages } from '../image-findings.ts';
import { numberText, shareText } from '../words.ts';

/** Pictures show something. */
export const imageBlank = defineCheck({
  name: 'imageBlank',
  topic: 'images',
  description: 'No picture is blank: its grey values differ from each other.',
  settings: checkSettings({
    /** Smallest standard deviation of the grey values, which go from 0 to 255. */
    minSpread: z.number().min(0).max(128).default(2),
    max: z.number().min(0).max(1).default(0),
  }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_image_spread_to_be_between',
  judge: (evidence, { minSpread, max }) =>
    judgeImages(evidence, {
      reason: 'blankImage',
      expected: max === 0 ? 'none blank' : `at most ${shareText(max)} blank`,
      failing: 'blank',
      max,
      problemOf: ({ spread }) =>
        spread !== null && spread < minSpread ? `spread ${numberText(spread, 2)}` : null,
    }),
});
