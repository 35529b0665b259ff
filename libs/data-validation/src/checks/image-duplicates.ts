import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { judgeImages } from '../image-findings.ts';
import { shareText } from '../words.ts';

/** Few pictures repeat another, exactly or nearly. */
export const imageDuplicates = defineCheck({
  name: 'imageDuplicates',
  topic: 'images',
  description:
    'Few pictures look like an earlier one: the same bytes, or saved again, recompressed, made lighter.',
  settings: checkSettings({ max: z.number().min(0).max(1).default(0.05) }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_image_lookalikes_to_be_less_than',
  judge: (evidence, { max }) => {
    const all = [...(evidence.images?.data ?? []), ...(evidence.images?.test ?? [])];
    const seen = new Set<string>();
    return judgeImages(evidence, {
      reason: 'tooManyDuplicates',
      expected: `at most ${shareText(max)} that look like another`,
      failing: 'look like an earlier one',
      max,
      problemOf: ({ content, lookalike }) => {
        if (content === null) return null;
        const isRepeated = seen.has(content);
        seen.add(content);
        if (isRepeated) return 'the same bytes as an earlier one';
        return lookalike === null ? null : `like ${all[lookalike]?.name ?? 'another'}`;
      },
    });
  },
});
