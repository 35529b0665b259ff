import type { Table } from '@create-mlops/contracts';
import sharp from 'sharp';
import type { RawPicture } from './picture-bytes.ts';
import { mapInParallel, pictureColumn } from './prepare-rows.ts';
import { pictureReader } from './read-picture.ts';

/** What happens to every picture. */
export type PictureChange = {
  /** 0..1: lighter, with less contrast, as against the light; at 1 only two fifths of the range are left. Default 0. */
  readonly lighter?: number;
  /** Moves the picture by so many pixels; what is uncovered repeats its edge. Default 0. */
  readonly right?: number;
  readonly down?: number;
};

const limits = { maxBytes: 200 * 1024 ** 2, maxPixels: 100_000_000 };
/** Of the range from black to white, at full strength. */
const contrastLeft = 0.4;

/**
 * Rows whose pictures are changed and held in them as data URLs, at the size that they had: for tests of a model's
 * behaviour, and for demonstrations.
 * @example
 * const moved = await changePictures(test, 'image', { right: 1 });
 */
export async function changePictures(
  table: Table,
  column: string,
  { lighter = 0, right = 0, down = 0 }: PictureChange,
): Promise<Table> {
  const read = pictureReader(limits);
  const scale = 1 - (1 - contrastLeft) * lighter;
  const pictures = await mapInParallel(pictureColumn(table, column), async (value) => {
    const picture = await read(String(value ?? ''));
    const { width, height } = picture;
    const upright = await openPicture(picture).removeAlpha().png().toBuffer();
    const png = await sharp(upright)
      .extract({ left: 0, top: 0, width: width - right, height: height - down })
      .extend({ left: right, top: down, extendWith: 'copy' })
      .linear(scale, 255 * (1 - scale))
      .toColourspace(picture.channels <= 2 ? 'b-w' : 'srgb')
      .png()
      .toBuffer();
    return `data:image/png;base64,${png.toString('base64')}`;
  });
  return { rowCount: table.rowCount, columns: { ...table.columns, [column]: pictures } };
}

function openPicture({ format, bytes, width, height, channels }: RawPicture) {
  if (format !== 'raw') return sharp(bytes).autoOrient();
  return sharp(bytes, { raw: { width, height, channels: channels === 1 ? 1 : 3 } });
}
