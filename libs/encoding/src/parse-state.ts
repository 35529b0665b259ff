import { type EncodingSettings, MlopsError } from '@create-mlops/contracts';
import type { z } from 'zod';

/**
 * `encoder.json` as the task that wrote it describes it.
 * @throws {MlopsError} BUNDLE_BROKEN naming the first entry that is wrong.
 */
export function parseEncoderState<T>(schema: z.ZodType<T>, json: unknown): T {
  const state = schema.safeParse(json);
  if (state.success) return state.data;
  const issue = state.error.issues[0];
  throw new MlopsError(
    'BUNDLE_BROKEN',
    `encoder.json is not what training wrote: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'invalid'}.`,
    'Train again with `npm run pipeline`, or restore the bundle from the registry.',
    { cause: state.error },
  );
}

/**
 * `encoding` of train.config.ts with the task's defaults filled in.
 * @throws {MlopsError} SETTINGS_INVALID naming every entry that is wrong.
 */
export function parseEncodingSettings<S extends z.ZodType>(
  schema: S,
  settings: EncodingSettings | undefined,
): z.output<S> {
  const parsed = schema.safeParse(settings ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${['encoding', ...path].join('.')}: ${message}`,
  );
  throw new MlopsError(
    'SETTINGS_INVALID',
    `The encoding of the training settings is not usable. ${issues.join('; ')}.`,
    'Edit `encoding` in train/train.config.ts; every entry has a default and may be left out.',
    { cause: parsed.error },
  );
}
