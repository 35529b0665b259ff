import { z } from 'zod';

/** A text and its class. */
export const labelledText = z.object({
  a: z.string(),
  y: z.enum(['no', 'yes']).meta({ role: 'target' }),
});

/** A text of which one word changes little: offers with words of six letters are alike by 0.83. */
export const offer = (word: string): string =>
  `You have been chosen for a holiday in the sun with a free night in the hotel ${word} of your own choice this summer and breakfast for two of you`;
