import { checkSettings, defineCheck } from '../check.ts';
import { imageLimitsOf, judgeImages } from '../image-findings.ts';

/** Width and height lie within the contract. */
export const imageSize = defineCheck({
  name: 'imageSize',
  topic: 'images',
  description: 'Width and height of every picture lie within the contract.',
  settings: checkSettings({}),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_image_dimensions_to_be_between',
  judge: (evidence) => {
    const limits = imageLimitsOf(evidence);
    if (limits === null) return [];
    const { width, height } = limits;
    const range = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
      minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
    const isOutside = (value: number, { minimum, maximum }: typeof width) =>
      value < minimum || value > maximum;
    return judgeImages(evidence, {
      reason: 'outOfRange',
      expected: `${range(width)} × ${range(height)} pixels`,
      failing: 'of another size',
      problemOf: (image) =>
        image.width !== null &&
        image.height !== null &&
        (isOutside(image.width, width) || isOutside(image.height, height))
          ? `${image.width} × ${image.height}`
          : null,
    });
  },
});
