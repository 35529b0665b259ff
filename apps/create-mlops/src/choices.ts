import { catalogue } from '@create-mlops/generators';
import { CommandError } from './command-error.ts';
import { nearestWord } from './nearest-word.ts';

/** The public data sets of the catalogue. */
export const datasetNames: readonly string[] = Object.keys(catalogue);

/** What can be chosen today. A new provider is one more word here and its files in `templates/`. */
export const choices = {
  ci: ['github', 'gitlab', 'none'],
  backend: ['auto', 'wasm', 'tfjs-node', 'cpu'],
} as const;

/**
 * The value if it is one of the choices.
 *
 * @throws {CommandError} naming the flag, the value and the choices.
 */
export function requireChoice<K extends keyof typeof choices>(
  name: K,
  value: string,
): (typeof choices)[K][number] {
  const known: readonly (typeof choices)[K][number][] = choices[name];
  const found = known.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw noChoice(name, value, known);
}

/** The error of a value that is none of those known. */
export function noChoice(name: string, value: string, known: readonly string[]): CommandError {
  const nearest = nearestWord(value, known);
  return new CommandError(
    `--${name} cannot be "${value}".`,
    nearest === null ? `Choose one of: ${known.join(', ')}.` : `Did you mean ${nearest}?`,
  );
}
