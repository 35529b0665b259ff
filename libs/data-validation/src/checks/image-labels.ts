import { checkSettings, defineCheck } from '../check.ts';
import { judgeImages } from '../image-findings.ts';

/** No picture has two labels. */
export const imageLabels = defineCheck({
  name: 'imageLabels',
  topic: 'images',
  description: 'Pictures with the same bytes have the same label.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_pair_values_to_be_in_set',
  judge: (evidence) => {
    const { images, sample, description } = evidence;
    const labels = sample.table.columns[description.target];
    if (images === null || !sample.isWhole || labels === undefined) return [];
    const labelOf = new Map<string, string>();
    const conflicts = new Set<string>();
    for (const [row, { content }] of images.data.entries()) {
      if (content === null) continue;
      const label = String(labels[row]);
      if ((labelOf.get(content) ?? label) !== label) conflicts.add(content);
      labelOf.set(content, labelOf.get(content) ?? label);
    }
    return judgeImages(evidence, {
      reason: 'conflictingLabels',
      expected: 'one label for equal pictures',
      failing: 'with more than one label',
      problemOf: ({ content }) => (content !== null && conflicts.has(content) ? '' : null),
    });
  },
});
