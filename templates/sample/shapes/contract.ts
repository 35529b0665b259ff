import { z } from 'zod';

/**
 * One picture. This is the only description of the data: validation, encoding, the request schema of the service, the drift
 * check and the demo form all follow from it.
 */
export const row = z.object({
  image: z.string().meta({
    description: 'A path below data/raw; in requests base64 or a data URL',
    image: {
      width: { minimum: 24, maximum: 24 },
      height: { minimum: 24, maximum: 24 },
      channels: [3],
      formats: ['png', 'jpeg', 'webp'],
      maxBytes: 10_485_760,
    },
  }),
  label: z.enum(['circle', 'cross', 'square', 'triangle']).meta({ role: 'target' }),
  // first 16 digits of the sha256 of the picture: equal pictures stay in one split
  content: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ role: 'group', computedFrom: 'image' }),
});

export type Row = z.infer<typeof row>;
