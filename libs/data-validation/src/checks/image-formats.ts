import { checkSettings, defineCheck } from '../check.ts';
import { imageLimitsOf, judgeImages } from '../image-findings.ts';

/** Pictures have a format of the contract. */
export const imageFormats = defineCheck({
  name: 'imageFormats',
  topic: 'images',
  description: 'Every picture has a format of the contract, whatever its name ends in.',
  settings: checkSettings({}),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_image_format_to_be_in_set',
  judge: (evidence) => {
    const limits = imageLimitsOf(evidence);
    if (limits === null) return [];
    return judgeImages(evidence, {
      reason: 'notInSet',
      expected: limits.formats.join(', '),
      failing: 'of another format',
      problemOf: ({ format }) =>
        format !== null && !limits.formats.includes(format) ? format : null,
    });
  },
});
