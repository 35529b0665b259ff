import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { ImageInspection, Inspection, Table, Value } from '@create-mlops/contracts';
import { MlopsError } from '@create-mlops/contracts';
import { findLookalikes } from './find-lookalikes.ts';
import { momentsOf } from './measure-picture.ts';
import { preparePicture } from './prepare-picture.ts';
import { mapInParallel, pictureColumn } from './prepare-rows.ts';
import { pictureReader } from './read-picture.ts';

/** Small enough to compare thousands, large enough to tell them apart. */
const thumbnail = { size: { width: 16, height: 16 }, channels: 1, fit: 'fill' } as const;
/** Far more than the contract allows: what is larger is a finding, not a reason to give up. */
const limits = { maxBytes: 200 * 1024 ** 2, maxPixels: 100_000_000 };

/** Opens every picture of a column, to its last byte, and says what it is. */
export async function inspectImages(table: Table, column: string): Promise<Inspection> {
  const read = pictureReader(limits);
  const seen = await mapInParallel(pictureColumn(table, column), async (value) => {
    // A missing picture is no broken one: another check says so.
    if (value === null) return { found: unreadable('no picture', null), pixels: null };
    try {
      const raw = await read(String(value ?? ''));
      const pixels = await preparePicture(raw, thumbnail);
      const { format, width, height, channels, bytes } = raw;
      const found: Omit<ImageInspection, 'lookalike'> = {
        name: nameOf(value),
        problem: null,
        format,
        width,
        height,
        channels,
        bytes: bytes.length,
        spread: momentsOf(Float32Array.from(pixels)).std,
        content: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
      };
      return { found, pixels };
    } catch (error) {
      if (!(error instanceof MlopsError)) throw error;
      return { found: unreadable(nameOf(value), error.message), pixels: null };
    }
  });
  const lookalikes = findLookalikes(
    seen.map(({ found, pixels }) => ({ content: found.content, pixels })),
  );
  return {
    images: seen.map(({ found }, row) => ({ ...found, lookalike: lookalikes[row] ?? null })),
  };
}

function unreadable(name: string, problem: string | null): Omit<ImageInspection, 'lookalike'> {
  const unknown = { format: null, width: null, height: null, channels: null, bytes: null };
  return { name, problem, ...unknown, spread: null, content: null };
}

/** The last two parts of the path: folder and file. */
function nameOf(value: Value): string {
  if (typeof value !== 'string' || value === '') return 'no picture';
  return value.startsWith('data:') ? 'data URL' : `${basename(dirname(value))}/${basename(value)}`;
}
