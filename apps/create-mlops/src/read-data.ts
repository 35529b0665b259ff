import { resolve } from 'node:path';
import type { FileProfile } from '@create-mlops/dataset/import';
import { CommandError } from './command-error.ts';

/**
 * What is in a file of the user's. Nothing of the reader is loaded by who brings no file.
 *
 * @throws {CommandError} when it cannot be used, with what to do.
 */
export async function profileOf(
  path: string,
  options: { readonly like?: FileProfile } = {},
): Promise<FileProfile> {
  const { profileFile } = await import('@create-mlops/dataset/import');
  try {
    return await profileFile(resolve(path), options);
  } catch (error) {
    throw await readable(error);
  }
}

/** What the dataset library refuses becomes the command's own error; its words stay. */
export async function readable(error: unknown): Promise<unknown> {
  const { ImportError } = await import('@create-mlops/dataset/import');
  if (!(error instanceof ImportError)) return error;
  return new CommandError(error.message, error.hint, { cause: error });
}
