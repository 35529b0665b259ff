import type { ImageInspection } from '@create-mlops/contracts';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { ROWS_SHOWN } from '../need.ts';
import { countText, shareText } from '../words.ts';

/** Twins that are spread over the splits at random: at most two in the test split for one among those learned from. */
const SPREAD = 2;
/** Room above that, and for chance: three standard errors of the share in the test split. */
const ROOM = 0.02;
const ERRORS = 3;

/** Few pictures of the test split look nearly like one that is trained on. */
export const imageNearLeakage = defineCheck({
  name: 'imageNearLeakage',
  topic: 'images',
  description:
    'Few pictures of the test split look like one that is trained on: saved again, recompressed, made lighter. Without `max`, hardly more than pictures trained on look like each other.',
  settings: checkSettings({ max: z.number().min(0).max(1).optional() }),
  status: 'fail',
  runs: 'always',
  expectation: 'expect_split_overlap_to_be_between',
  judge: ({ images, splits, columns }, { max }) => {
    const column = columns.find(({ kind }) => kind === 'image');
    if (images === null || column === undefined) return [];
    const all = [...images.data, ...(images.test ?? [])];
    const tested = images.test === null ? splits?.test : testRows(images.data, images.test);
    if (tested === undefined || tested.length === 0) return [];
    const { trainedOn, leaked } = compare(all, new Set(tested));
    const chance = limitByChance(trainedOn.repeated, trainedOn.count, tested.length);
    const limit = max ?? chance;
    const share = leaked.length / tested.length;
    const [first] = leaked;
    return [
      {
        column: column.name,
        holds: share <= limit,
        reason: 'splitLeakage',
        expected: `at most ${shareText(limit)} of the test pictures nearly like one trained on${max === undefined ? `: ${shareText(trainedOn.repeated / Math.max(1, trainedOn.count))} of those trained on are like another` : ''}`,
        received: `${shareText(share)} of the test pictures nearly like one trained on (${countText(leaked.length)} of ${countText(tested.length)}${first === undefined ? '' : `; first: ${all[first]?.name ?? ''}`})`,
        count: leaked.length,
        rows: leaked
          .map((row) => (images.test === null ? row : row - images.data.length) + 1)
          .slice(0, ROWS_SHOWN),
      },
    ];
  },
});

const testRows = (data: readonly unknown[], test: readonly unknown[]): readonly number[] =>
  test.map((_, row) => data.length + row);

function limitByChance(repeated: number, trainedOn: number, tested: number): number {
  const expected = Math.min(1, (SPREAD * repeated) / Math.max(1, trainedOn));
  const room = ERRORS * Math.sqrt((expected * (1 - expected)) / tested);
  return Math.min(1, expected + room + ROOM);
}

/**
 * Pictures that look alike, directly or by way of others, are one group. Equal bytes count once: `imageLeakage` judges
 * those, and more strictly.
 */
function compare(images: readonly ImageInspection[], tested: ReadonlySet<number>) {
  const groupOf = groups(images);
  const trainedContent = new Set<string>();
  const trainedGroups = new Set<number>();
  for (const [row, { content }] of images.entries()) {
    if (content === null || tested.has(row)) continue;
    trainedContent.add(content);
    trainedGroups.add(groupOf(row));
  }
  const leaked = [...tested].filter((row) => {
    const content = images[row]?.content ?? null;
    return content !== null && !trainedContent.has(content) && trainedGroups.has(groupOf(row));
  });
  return {
    leaked: leaked.sort((a, b) => a - b),
    trainedOn: {
      count: trainedContent.size,
      repeated: trainedContent.size - trainedGroups.size,
    },
  };
}

/** The first row of the group that a row is in. */
function groups(images: readonly ImageInspection[]): (row: number) => number {
  const parents = Int32Array.from(images, (_, row) => row);
  const firstOf = (row: number): number => {
    let first = row;
    while (parents[first] !== first) {
      const parent = parents[first] ?? first;
      parents[first] = parents[parent] ?? parent;
      first = parents[first] ?? first;
    }
    return first;
  };
  const join = (a: number, b: number) => {
    const [first, second] = [firstOf(a), firstOf(b)];
    parents[Math.max(first, second)] = Math.min(first, second);
  };
  const byContent = new Map<string, number>();
  for (const [row, { content, lookalike }] of images.entries()) {
    if (lookalike !== null) join(row, lookalike);
    if (content === null) continue;
    const same = byContent.get(content);
    if (same === undefined) byContent.set(content, row);
    else join(row, same);
  }
  return firstOf;
}
