import { z } from 'zod';

/** Where the model comes from: `source` in train.config.ts. */
export const sourceSchema = z.union(
  [
    z.literal('layers'),
    z.strictObject({
      kind: z.literal('command'),
      /** A command line, run in the stage's folder, such as `python train.py`. */
      command: z.string().trim().min(1),
    }),
    z.strictObject({
      kind: z.literal('file'),
      /** Below the stage's folder, such as `model.onnx`. */
      path: z.string().trim().min(1),
    }),
  ],
  {
    error:
      "is 'layers', { kind: 'command', command: 'python train.py' } or { kind: 'file', path: 'model.onnx' }",
  },
);

/** `layers` trains `model.ts`; a command trains with any program; a file was trained elsewhere. */
export type Source = z.infer<typeof sourceSchema>;
