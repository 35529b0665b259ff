import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { CommandError } from './command-error.ts';
import { nearestWord } from './nearest-word.ts';

const keys = ['task', 'data', 'target', 'test-data', 'keep', 'ci', 'backend', 'model'] as const;
type Key = (typeof keys)[number];

export type FileAnswers = {
  readonly values: Readonly<Partial<Record<Exclude<Key, 'keep'>, string>>>;
  readonly keep: readonly string[];
};

/**
 * The answers in a JSON file: the flags' names as keys. Paths in it are relative to it. The `.create-mlops.json` of a
 * project will do, too: its `answers` are taken.
 *
 * @throws {CommandError} when it is not there, is no JSON object, or has a key that no flag has.
 */
export function readAnswersFile(path: string): FileAnswers {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new CommandError(
      missing ? `There is no ${path}.` : `${path} is not JSON.`,
      'Give a file such as {"data": "houses.csv", "target": "price"}.',
      { cause },
    );
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new CommandError(`${path} holds no JSON object.`, 'Give {"data": …, "target": …}.');
  }
  const inner = 'answers' in content && 'schemaVersion' in content ? content.answers : content;
  const values: Partial<Record<Exclude<Key, 'keep'>, string>> = {};
  let keep: string[] = [];
  for (const [key, value] of Object.entries(inner ?? {})) {
    const known = keys.find((name) => name === key);
    if (key === 'name') continue;
    if (known === undefined) {
      const nearest = nearestWord(key, keys);
      throw new CommandError(
        `${path} has the key "${key}", which is no answer.`,
        nearest === null ? `Keys are ${keys.join(', ')}.` : `Did you mean "${nearest}"?`,
      );
    }
    if (known === 'keep') {
      keep = Array.isArray(value) ? value.map(String) : [String(value)];
    } else {
      values[known] = String(value);
    }
  }
  for (const name of ['data', 'test-data'] as const) {
    const value = values[name];
    if (value !== undefined && /[./\\]/.test(value) && !isAbsolute(value)) {
      values[name] = join(dirname(path), value);
    }
  }
  return { values, keep };
}
