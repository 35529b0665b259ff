import { readFileSync } from 'node:fs';
import { MlopsError } from '@create-mlops/contracts';
import type { z } from 'zod';

/**
 * A report or manifest that another stage wrote.
 *
 * @param options.missing what to say when the file is not there: which stage makes it.
 * @throws {MlopsError} STAGE_MISSING when it does not exist, BUNDLE_BROKEN when it is not what the schema says.
 */
export function readJson<S extends z.ZodType>(
  path: string,
  schema: S,
  options: { readonly missing: string },
): z.output<S> {
  const value = readJsonIfPresent(path, schema);
  if (value !== null) return value;
  throw new MlopsError('STAGE_MISSING', `${path} does not exist.`, options.missing);
}

/** The same, but `null` when the file does not exist. */
export function readJsonIfPresent<S extends z.ZodType>(
  path: string,
  schema: S,
): z.output<S> | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `${path} is not what this version of the project writes.`,
      'Delete the file and run the stage that makes it again.',
      { cause: error },
    );
  }
}
