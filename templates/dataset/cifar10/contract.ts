import { z } from 'zod';

/** One small photograph, 32 × 32, in colour: 50,000 to learn from and 10,000 of the official test split. */
export const row = z.object({
  image: z.string().meta({
    description: 'A picture of an archive below data/raw; in requests base64 or a data URL',
    image: {
      width: { minimum: 32, maximum: 32 },
      height: { minimum: 32, maximum: 32 },
      channels: [3],
      formats: ['raw', 'png', 'jpeg', 'webp'],
      maxBytes: 10_485_760,
    },
  }),
  label: z
    .enum([
      'airplane',
      'automobile',
      'bird',
      'cat',
      'deer',
      'dog',
      'frog',
      'horse',
      'ship',
      'truck',
    ])
    .meta({ role: 'target' }),
  // first 16 digits of the sha256 of the pixels: equal pictures stay in one split
  content: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ role: 'group', computedFrom: 'image' }),
});

export type Row = z.infer<typeof row>;
