import { checkSettings, defineCheck } from '../check.ts';
import { imageLimitsOf, judgeImages } from '../image-findings.ts';

/** Pictures have as many channels as the contract says. */
export const imageChannels = defineCheck({
  name: 'imageChannels',
  topic: 'images',
  description:
    'Every picture has as many channels as the contract says: grey, colour, with or without alpha.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_image_channels_to_be_in_set',
  judge: (evidence) => {
    const limits = imageLimitsOf(evidence);
    if (limits === null) return [];
    return judgeImages(evidence, {
      reason: 'notInSet',
      expected: `${limits.channels.join(' or ')} channels`,
      failing: 'with another number of channels',
      problemOf: ({ channels }) =>
        channels !== null && !limits.channels.includes(channels) ? `${channels}` : null,
    });
  },
});
