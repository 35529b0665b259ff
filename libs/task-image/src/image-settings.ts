import { parseEncodingSettings } from '@create-mlops/encoding';
import { z } from 'zod';

/** What a person decides about pictures: `encoding` in train.config.ts. */
export const imageSettingsSchema = z.strictObject({
  /** The size that every picture is brought to, in pixels. */
  size: z.strictObject({
    width: z.int().min(4).max(1024),
    height: z.int().min(4).max(1024),
  }),
  /** 1: grey, 3: colour. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /**
   * What happens to a picture of another shape: `cover` cuts off what is too much, `contain` fills up with black, `fill`
   * squeezes.
   */
  fit: z.enum(['cover', 'contain', 'fill']).default('cover'),
  /** Changes to the training pictures, drawn anew in every epoch. */
  augment: z
    .strictObject({
      /** Mirrors half of the pictures left to right. Wrong for digits and letters. */
      flip: z.boolean().default(false),
      /** Moves pictures by up to so many pixels in each direction. */
      shift: z.int().min(0).max(64).default(0),
    })
    .prefault({}),
  /** A picture with more pixels is refused before it is decoded. */
  maxPixels: z.int().min(1).default(25_000_000),
});
export type ImageSettings = z.infer<typeof imageSettingsSchema>;

/** Pictures without settings: no larger than this on either side. */
const largestSide = 64;

/**
 * The settings with their defaults; without any, the largest size of the contract up to 64 × 64.
 * @throws {MlopsError} SETTINGS_INVALID naming the entry.
 */
export function parseImageSettings(
  written: Readonly<Record<string, unknown>> | undefined,
  limits: {
    readonly width: { readonly maximum: number };
    readonly height: { readonly maximum: number };
    readonly channels: readonly number[];
  },
): ImageSettings {
  return parseEncodingSettings(imageSettingsSchema, {
    size: {
      width: Math.min(largestSide, limits.width.maximum),
      height: Math.min(largestSide, limits.height.maximum),
    },
    channels: limits.channels.every((channels) => channels <= 2) ? 1 : 3,
    ...written,
  });
}
