import {
  type ContractColumn,
  type ContractDescription,
  type Encoder,
  MlopsError,
  type Table,
  type Task,
} from '@create-mlops/contracts';
import { fitTarget, parseEncoderState, targetEncoder } from '@create-mlops/encoding';
import { augmentRows } from './augment-rows.ts';
import { changePictures } from './change-pictures.ts';
import { type EncoderState, encoderStateSchema } from './encoder-state.ts';
import { parseImageSettings } from './image-settings.ts';
import { inspectImages } from './inspect-images.ts';
import { measuredColumns, measurePicture } from './measure-picture.ts';
import {
  mapInParallel,
  type PreparedPicture,
  pictureColumn,
  picturePreparer,
} from './prepare-rows.ts';
import { pictureReader } from './read-picture.ts';
import { toPng } from './to-png.ts';

/**
 * Pictures: turned upright, brought to one size, grey or colour, and standardised per channel. They are kept as bytes and
 * become numbers batch by batch.
 * @example
 * const encoder = await image.fitEncoder(train, contract, { featureNames: [], encoding: { channels: 1 } });
 * encoder.inputShape; // [28, 28, 1]
 */
export const image = {
  name: 'image',

  async fitEncoder(table, contract, { featureNames, encoding }) {
    const column = imageColumn(contract);
    if (featureNames.length > 0) {
      throw new MlopsError(
        'FEATURE_INVALID',
        `data/features.ts derives ${featureNames.join(', ')}, but this model learns from pictures alone.`,
        'Take the derived columns out of data/features.ts.',
      );
    }
    const settings = parseImageSettings(encoding, column.image);
    const { maxBytes } = column.image;
    const prepare = picturePreparer(
      pictureReader({ maxBytes, maxPixels: settings.maxPixels }),
      settings,
    );
    const pictures = await prepare(pictureColumn(table, column.name));
    const state: EncoderState = {
      schemaVersion: 1,
      task: 'image',
      column: column.name,
      settings,
      maxBytes,
      ...fitNormalisation(pictures, settings.channels),
      target: fitTarget(table, contract),
    };
    return encoderOf(state, prepare);
  },

  loadEncoder: (json) => encoderOf(parseEncoderState(encoderStateSchema, json)),

  // A contract that this task cannot learn from is still looked at: the checks say what is wrong with it.
  inspect: (table, contract) => inspectImages(table, pictureName(contract)),

  async disturb(table, contract, strength) {
    const column = pictureName(contract);
    return {
      table: await changePictures(table, column, { lighter: strength }),
      what: `${column} lighter and with less contrast than in training`,
    };
  },
} satisfies Task;

/** @throws {MlopsError} CONTRACT_INVALID unless there is exactly one feature, and that is a picture. */
function imageColumn(contract: ContractDescription) {
  const features = contract.columns.filter(({ role }) => role === 'feature');
  const [column] = features;
  if (features.length !== 1 || column === undefined || !hasLimits(column)) {
    throw new MlopsError(
      'CONTRACT_INVALID',
      `A model of pictures learns from one column of pictures, but contract.ts has ${features.length === 0 ? 'no feature' : `the features ${features.map(({ name, kind }) => `${name} (${kind})`).join(', ')}`}.`,
      'Give the column of pictures `.meta({ image: … })`, and every other column a role in contract.ts.',
    );
  }
  return column;
}

/** The first column of pictures. */
function pictureName({ columns }: ContractDescription): string {
  return columns.find(({ kind }) => kind === 'image')?.name ?? '';
}

function hasLimits(
  column: ContractColumn,
): column is ContractColumn & { readonly image: NonNullable<ContractColumn['image']> } {
  return column.kind === 'image' && column.image !== undefined;
}

/** Mean and standard deviation per channel over all pixels; a channel that never varies counts as having the deviation 1. */
function fitNormalisation(
  pictures: readonly PreparedPicture[],
  channels: number,
): Pick<EncoderState, 'mean' | 'std'> {
  // Counts of the 256 values are whole numbers, so that no order of adding changes a digit.
  const counts = Array.from({ length: channels }, () => new Float64Array(256));
  for (const { pixels } of pictures) {
    for (let at = 0; at < pixels.length; at += channels) {
      for (let channel = 0; channel < channels; channel++) {
        const values = counts[channel];
        const value = pixels[at + channel] ?? 0;
        if (values !== undefined) values[value] = (values[value] ?? 0) + 1;
      }
    }
  }
  const moments = counts.map((values) => {
    let [total, sum, squares] = [0, 0, 0];
    for (const [value, count] of values.entries()) {
      total += count;
      sum += count * value;
      squares += count * value * value;
    }
    const mean = sum / total;
    return { mean: mean / 255, std: Math.sqrt(Math.max(0, squares / total - mean * mean)) / 255 };
  });
  return {
    mean: moments.map(({ mean }) => mean),
    std: moments.map(({ std }) => (std > 0 ? std : 1)),
  };
}

function encoderOf(
  state: EncoderState,
  prepare = picturePreparer(
    pictureReader({ maxBytes: state.maxBytes, maxPixels: state.settings.maxPixels }),
    state.settings,
  ),
): Encoder {
  const { column, settings } = state;
  const { size, channels, augment } = settings;
  const width = size.width * size.height * channels;
  const tables = normalisationTables(state);
  const measured = measuredColumns(channels);
  const read = (table: Table) => prepare(pictureColumn(table, column));
  return {
    width,
    inputShape: [size.height, size.width, channels],
    async encode(table) {
      const pictures = await read(table);
      return {
        rows: pictures.length,
        write(row, out, at) {
          const pixels = pictures[row]?.pixels ?? new Uint8Array(width);
          for (let index = 0; index < width; index++) {
            out[at + index] = tables[(index % channels) * 256 + (pixels[index] ?? 0)] ?? 0;
          }
        },
      };
    },
    ...(augment.flip || augment.shift > 0
      ? { augment: (rows, seed) => augmentRows(rows, settings, seed) }
      : {}),
    target: targetEncoder(state.target),
    measured,
    async measure(table) {
      const values = (await read(table)).map((picture) => measurePicture(picture, settings));
      return Object.fromEntries(
        measured.map(({ name }, at) => [name, values.map((row) => row[at] ?? null)]),
      );
    },
    represent: 'penultimate',
    async inline(table) {
      const pictures = await mapInParallel(await read(table), async (picture) => {
        const png = Buffer.from(await toPng(picture.pixels, settings));
        // The size that it had travels along, or every logged picture would seem to have the model's own.
        return `data:image/png;width=${picture.width};height=${picture.height};base64,${png.toString('base64')}`;
      });
      return { rowCount: table.rowCount, columns: { ...table.columns, [column]: pictures } };
    },
    toJson: () => state,
  };
}

/** What each byte becomes, channel by channel: 256 numbers each. */
function normalisationTables({ mean, std }: EncoderState): Float32Array {
  return Float32Array.from({ length: mean.length * 256 }, (_, at) => {
    const channel = Math.floor(at / 256);
    return ((at % 256) / 255 - (mean[channel] ?? 0)) / (std[channel] ?? 1);
  });
}
