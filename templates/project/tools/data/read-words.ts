import { existsSync } from 'node:fs';
import { MlopsError } from '@create-mlops/contracts';

/** What somebody typed after `npm run data` or `npm run data:lock`, in any order. */
export type DataWords = {
  /** A file or folder that is there. */
  readonly file?: string;
  readonly models: readonly string[];
  /** Words that are neither. */
  readonly others: readonly string[];
};

/** A label such as `2026.Q1` is none. */
const pathLike =
  /^(\.{0,2}|[a-z]:)[\\/]|\.(csv|tsv|tab|txt|jsonl?|ndjson|parquet|gz|zip|bin|ubyte)$/i;

/** @throws {MlopsError} FILE_NOT_FOUND for a word that can only be a path, and leads nowhere. */
export function readWords(words: readonly string[], models: readonly string[]): DataWords {
  const file = words.find((word) => !models.includes(word) && existsSync(word));
  const others = words.filter((word) => word !== file && !models.includes(word));
  const lost = others.find((word) => pathLike.test(word));
  if (lost !== undefined) {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `There is no file or folder ${lost}.`,
      'Check the path; it is seen from the folder of the project.',
    );
  }
  return {
    ...(file === undefined ? {} : { file }),
    models: words.filter((word) => models.includes(word)),
    others,
  };
}

/** The model that is meant: the only one there is, or the one that was named. @throws {MlopsError} USAGE */
export function oneModel(
  { models: named }: DataWords,
  models: readonly string[],
  command: string,
): string {
  const model = named[0] ?? models[0];
  if (model !== undefined && (models.length === 1 || named.length === 1)) return model;
  throw new MlopsError('USAGE', `Which model: ${models.join(', ')}?`, `${command} ${models[0]}`);
}

/**
 * The models that `npm run data` is about: those named, or all; with a file the one it belongs to.
 *
 * @throws {MlopsError} USAGE for a word that is no model and no file.
 */
export function chosenModels(words: DataWords, models: readonly string[]): readonly string[] {
  const [unknown] = words.others;
  if (unknown !== undefined) {
    throw new MlopsError(
      'USAGE',
      `There is no model and no file called ${unknown}.`,
      `The models are: ${models.join(', ')}.`,
    );
  }
  if (words.file !== undefined) return [oneModel(words, models, 'npm run data')];
  return words.models.length === 0 ? models : words.models;
}
