import { checkSettings, defineCheck } from '../check.ts';
import { judgeImages } from '../image-findings.ts';

/** Every picture can be read to its end. */
export const imageDecodes = defineCheck({
  name: 'imageDecodes',
  topic: 'images',
  description: 'Every picture is there and can be decoded to its end.',
  settings: checkSettings({}),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_column_values_to_be_decodable_images',
  judge: (evidence) =>
    judgeImages(evidence, {
      reason: 'unreadableImage',
      expected: 'all pictures readable',
      failing: 'cannot be read',
      problemOf: ({ problem }) => problem,
    }),
});
