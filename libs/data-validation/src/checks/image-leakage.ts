import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { countText } from '../words.ts';

/** No picture of the test split was trained on. */
export const imageLeakage = defineCheck({
  name: 'imageLeakage',
  topic: 'images',
  description: 'No picture of the test split has the bytes of one that is trained on.',
  settings: checkSettings({ max: z.number().int().min(0).default(0) }),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_split_overlap_to_be_between',
  judge: ({ images, splits, columns }, { max }) => {
    const column = columns.find(({ kind }) => kind === 'image');
    if (images === null || column === undefined) return [];
    const isOfficial = images.test !== null;
    if (!isOfficial && splits === null) return [];
    const heldBack = new Set(isOfficial ? [] : splits?.test);
    const seen = new Set(
      images.data.flatMap(({ content }, row) =>
        content === null || heldBack.has(row) ? [] : [content],
      ),
    );
    const tested = isOfficial
      ? (images.test ?? []).map((image, row) => ({ image, row }))
      : [...heldBack].flatMap((row) => {
          const image = images.data[row];
          return image === undefined ? [] : [{ image, row }];
        });
    const leaked = tested.filter(({ image }) => image.content !== null && seen.has(image.content));
    const [first] = leaked;
    return [
      {
        column: column.name,
        holds: leaked.length <= max,
        reason: 'splitLeakage',
        expected: 'no test picture among those trained on',
        received: `${countText(leaked.length)} of ${countText(tested.length)} test pictures among those trained on${first === undefined ? '' : ` (first: ${first.image.name})`}`,
        count: leaked.length,
        rows: leaked.map(({ row }) => row + 1),
      },
    ];
  },
});
