import type { ImageInspection } from '@create-mlops/contracts';
import type { Judgement } from './check.ts';
import type { Evidence } from './evidence.ts';
import { ROWS_SHOWN } from './need.ts';
import { countText } from './words.ts';

/** One picture that breaks a limit, and how. */
export type ImageProblem = { readonly image: ImageInspection; readonly said: string };

/**
 * What a check says of the pictures: one judgement for the contract's column of pictures, or none where there are no
 * pictures. Pictures of the test file count; the rows named are those of the data.
 *
 * @param problemOf what is wrong with a picture, in words, or `null`.
 */
export function judgeImages(
  evidence: Evidence,
  limit: Pick<Judgement, 'reason' | 'expected'> & {
    /** What failing pictures are, after their number: `cannot be read`. */
    readonly failing: string;
    /** Share that may fail, 0..1; default none. */
    readonly max?: number;
    readonly problemOf: (image: ImageInspection) => string | null;
  },
): Judgement[] {
  const { images } = evidence;
  const column = evidence.columns.find(({ kind }) => kind === 'image');
  if (images === null || column === undefined) return [];
  const { reason, expected, failing, max = 0, problemOf } = limit;
  const rows: number[] = [];
  let first: string | null = null;
  let count = 0;
  for (const [part, list] of [images.data, images.test ?? []].entries()) {
    for (const [row, image] of list.entries()) {
      const said = problemOf(image);
      if (said === null) continue;
      count += 1;
      first ??= said === '' ? image.name : `${image.name}: ${said}`;
      if (part === 0 && rows.length < ROWS_SHOWN) rows.push(row + 1);
    }
  }
  const total = images.data.length + (images.test?.length ?? 0);
  return [
    {
      column: column.name,
      holds: count <= max * total,
      reason,
      expected,
      received: `${countText(count)} of ${countText(total)} pictures ${failing}${first === null ? '' : ` (first: ${first})`}`,
      count,
      rows,
    },
  ];
}

/** The contract's limits of its pictures. */
export function imageLimitsOf(evidence: Evidence) {
  return evidence.columns.find(({ kind }) => kind === 'image')?.image ?? null;
}
