import type { DataPlan } from '../answers.ts';

/** So many pictures are seen in training, over all epochs: enough for a small network on 28 × 28 digits. */
const PICTURES_SEEN = 20_000;
const mostEpochs = 30;
const leastEpochs = 3;

/**
 * The settings of the stages that suit pictures: small steps, few passes over much data, and how pictures are prepared.
 *
 * @param about.isMirrored whether a picture seen in a mirror is of the same class: not for digits and letters.
 * @param about.duplicates share of pictures that repeat an earlier one exactly.
 */
export function imageStageSettings(about: {
  readonly pictures: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly channels: 1 | 3;
  readonly duplicates: number;
  readonly isMirrored?: boolean;
}): NonNullable<DataPlan['settings']> {
  const { pictures, size, channels, duplicates, isMirrored = false } = about;
  const epochs = Math.min(
    mostEpochs,
    Math.max(leastEpochs, Math.ceil(PICTURES_SEEN / Math.max(1, pictures))),
  );
  return {
    validate: {
      // Every reference is another text; what counts is what it leads to.
      duplicates: { max: Math.min(1, Math.ceil(150 * duplicates + 1) / 100), columns: ['content'] },
    },
    train: {
      epochs,
      batchSize: pictures < 20_000 ? 16 : 64,
      learningRate: 0.002,
      schedule: 'cosine',
      earlyStopping: { patience: 8, minDelta: 0.0005 },
      encoding: {
        size,
        channels,
        fit: 'cover',
        augment: {
          flip: isMirrored,
          shift: Math.max(1, Math.round(Math.min(size.width, size.height) / 24)),
        },
        maxPixels: 25_000_000,
      },
    },
  };
}
