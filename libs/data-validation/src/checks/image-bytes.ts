import { checkSettings, defineCheck } from '../check.ts';
import { imageLimitsOf, judgeImages } from '../image-findings.ts';
import { countText } from '../words.ts';

/** No picture file is larger than the contract allows. */
export const imageBytes = defineCheck({
  name: 'imageBytes',
  topic: 'images',
  description: 'No picture file is larger than the contract allows.',
  settings: checkSettings({}),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_file_size_to_be_between',
  judge: (evidence) => {
    const limits = imageLimitsOf(evidence);
    if (limits === null) return [];
    return judgeImages(evidence, {
      reason: 'outOfRange',
      expected: `at most ${countText(limits.maxBytes)} bytes`,
      failing: 'larger',
      problemOf: ({ bytes }) =>
        bytes !== null && bytes > limits.maxBytes ? `${countText(bytes)} bytes` : null,
    });
  },
});
