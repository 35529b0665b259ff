import { MlopsError, type Table, type Value } from '@create-mlops/contracts';
import type { RawPicture } from './picture-bytes.ts';
import { picturesAtOnce } from './pictures-at-once.ts';
import { type PictureShape, preparePicture } from './prepare-picture.ts';
import type { PictureReader } from './read-picture.ts';

/** Pictures of one table as the model sees them. */
export type PreparedPicture = {
  /** `height × width × channels` bytes. */
  readonly pixels: Uint8Array;
  /** Size as it was, in pixels. */
  readonly width: number;
  readonly height: number;
};

/** Decoded pictures that are kept because training reads them again: MNIST is 47 MB, CIFAR-10 154. */
const KEPT_BYTES = 400 * 1024 ** 2;

/** Prepares the pictures of a column, some at a time; files are decoded once, as long as there is room to keep them. */
export function picturePreparer(
  read: PictureReader,
  shape: PictureShape,
): (values: readonly Value[]) => Promise<readonly PreparedPicture[]> {
  const kept = new Map<string, PreparedPicture>();
  let bytes = 0;
  const prepare = async (reference: string): Promise<PreparedPicture> => {
    const known = kept.get(reference);
    if (known !== undefined) return known;
    const raw = await read(reference);
    const pixels = await preparePicture(raw, shape);
    const prepared = { pixels, width: raw.original.width, height: raw.original.height };
    if (!reference.startsWith('data:') && bytes + pixels.length <= KEPT_BYTES) {
      bytes += pixels.length;
      kept.set(reference, prepared);
    }
    return prepared;
  };
  return (values) =>
    mapInParallel(values, (value, row) =>
      prepare(String(value ?? '')).catch((cause: unknown) => {
        throw namingRow(cause, value, row, values.length);
      }),
    );
}

/** `map` with a bounded number of promises under way; the first failure by row is the one thrown. */
export async function mapInParallel<Item, Result>(
  items: readonly Item[],
  map: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item === undefined) continue;
      results[index] = await map(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(picturesAtOnce, items.length) }, work));
  return results;
}

/** The column of pictures, or nulls where the table lacks it. */
export function pictureColumn(table: Table, column: string): readonly Value[] {
  return table.columns[column] ?? new Array<Value>(table.rowCount).fill(null);
}

/** What a reader says of a picture, with the place where it stands. */
function namingRow(cause: unknown, value: Value, row: number, rows: number): unknown {
  if (!(cause instanceof MlopsError)) return cause;
  const name = typeof value === 'string' && !value.startsWith('data:') ? ` (${value})` : '';
  const place = rows === 1 && name === '' ? '' : `Row ${row + 1}${name}: `;
  return new MlopsError(cause.code, `${place}${cause.message}`, cause.hint, { cause });
}

export type { RawPicture };
