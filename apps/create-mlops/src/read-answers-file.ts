import { readFileSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { CommandError } from './command-error.ts';
import { nearestWord } from './nearest-word.ts';
import { fitName } from './project-name.ts';

const keys = [
  'task',
  'data',
  'dataset',
  'target',
  'text',
  'test-data',
  'labels',
  'keep',
  'ci',
  'backend',
  'model',
] as const;
type Key = (typeof keys)[number];
type Values = Partial<Record<Exclude<Key, 'keep'>, string>>;

export type FileAnswers = { readonly values: Readonly<Values>; readonly keep: readonly string[] };

/**
 * The answers in a JSON file: the flags' names as keys. Paths in it are relative to it. The `.create-mlops.json` of a
 * project will do, too: its `answers` are taken.
 *
 * @throws {CommandError} when it is not there, is no JSON object, has a key that no flag has, or a value that is no text.
 */
export function readAnswersFile(path: string): FileAnswers {
  const content = readJsonObject(path);
  const inner = 'schemaVersion' in content ? content.answers : content;
  if (!isObject(inner)) throw noObject(path);
  const values: Values = {};
  let keep: readonly string[] = [];
  for (const [key, value] of Object.entries(inner)) {
    // The project is named by its folder.
    if (key === 'name') continue;
    const known = keys.find((name) => name === key);
    if (known === undefined) {
      const nearest = nearestWord(key, keys);
      throw new CommandError(
        `${path} has the key "${key}", which is no answer.`,
        nearest === null ? `Keys are ${keys.join(', ')}.` : `Did you mean "${nearest}"?`,
      );
    }
    if (known === 'keep') keep = (Array.isArray(value) ? value : [value]).map(textIn(path, key));
    else values[known] = textIn(path, key)(value);
  }
  for (const name of ['data', 'test-data', 'labels'] as const) {
    const value = values[name];
    if (value !== undefined && /[./\\]/.test(value) && !isAbsolute(value)) {
      // A file called like a sample keeps its ./
      values[name] = `${dirname(path)}/${value}`;
    }
  }
  if (values.model !== undefined && values.model !== fitName(values.model)) {
    throw new CommandError(
      `${path} names the model "${values.model}", which cannot be a folder's and a package's name.`,
      `Use another one, such as ${fitName(values.model)}.`,
    );
  }
  return { values, keep };
}

function readJsonObject(path: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new CommandError(
      missing ? `There is no ${path}.` : `${path} is no file that can be read.`,
      example,
      { cause },
    );
  }
  let content: unknown;
  try {
    // Editors on Windows put a byte order mark before it.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    throw new CommandError(`${path} is not JSON${why}.`, example, { cause });
  }
  if (!isObject(content)) throw noObject(path);
  return content;
}

const example = 'Give a file such as {"data": "houses.csv", "target": "price"}.';

type JsonObject = { readonly schemaVersion?: unknown; readonly answers?: unknown };

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const noObject = (path: string) => new CommandError(`${path} holds no JSON object.`, example);

const textIn = (path: string, key: string) => (value: unknown) => {
  if (typeof value === 'string' && value !== '') return value;
  throw new CommandError(
    `${path} says ${JSON.stringify(value)} for "${key}", which is no text.`,
    `Write it in quotes, or leave "${key}" away.`,
  );
};
