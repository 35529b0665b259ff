import { z } from 'zod';

/**
 * One piece of clothing, 28 × 28, grey: 0 T-shirt, 1 trousers, 2 pullover, 3 dress, 4 coat, 5 sandal, 6 shirt, 7 sneaker, 8 bag,
 * 9 ankle boot. 60,000 to learn from and 10,000 of the official test split.
 */
export const row = z.object({
  image: z.string().meta({
    description: 'A picture of an archive below data/raw; in requests base64 or a data URL',
    image: {
      width: { minimum: 28, maximum: 28 },
      height: { minimum: 28, maximum: 28 },
      channels: [1],
      formats: ['raw', 'png', 'jpeg', 'webp'],
      maxBytes: 10_485_760,
    },
  }),
  label: z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).meta({ role: 'target' }),
  // first 16 digits of the sha256 of the pixels: equal pictures stay in one split
  content: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ role: 'group', computedFrom: 'image' }),
});

export type Row = z.infer<typeof row>;
