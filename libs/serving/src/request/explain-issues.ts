import type { z } from 'zod';
import { issueSentence, say } from './issue-sentence.ts';
import { nearestName } from './nearest-name.ts';
import type { RequestSchema } from './request-schema.ts';

/** One thing that is wrong with a request: where, and why. */
export type RequestIssue = { readonly path: string; readonly message: string };

/**
 * What zod found, told to the person who sent the row.
 * @param place where the row stands in the request: `''` for a single row, `[3]` or `rows[3]` in a list.
 */
export function explainIssues(
  error: z.core.$ZodError,
  row: unknown,
  place: string,
  { columns, withheld }: RequestSchema,
): RequestIssue[] {
  const names = columns.map(({ name }) => name);
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: joinPath(place, key),
        message: unknownColumn(key, names, withheld),
      }));
    }
    const [name] = issue.path;
    if (name === undefined) return [noRow(place, row)];
    const path = joinPath(place, String(name));
    return [{ path, message: issueSentence(narrowed(issue), Reflect.get(Object(row), name)) }];
  });
}

/** What is no row at all. */
export function noRow(place: string, value: unknown): RequestIssue {
  return { path: place, message: `A row is an object of columns; this is ${say(value)}.` };
}

export function joinPath(place: string, name: string): string {
  const word = shortened(name);
  return place === '' ? word : `${place}.${word}`;
}

/** A union of a type and null complains of both; what the person needs is the type. */
function narrowed(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  return issue.errors.flat().find((inner) => inner.path.length === 0) ?? issue;
}

function unknownColumn(
  key: string,
  names: readonly string[],
  withheld: ReadonlyMap<string, string>,
): string {
  const reason = withheld.get(key);
  if (reason !== undefined) return `'${shortened(key)}' ${reason}`;
  const near = nearestName(key, names);
  const remedy = near === null ? `it has ${names.join(', ')}.` : `did you mean '${near}'?`;
  return `The contract has no column '${shortened(key)}'; ${remedy}`;
}

const longestName = 100;

const shortened = (name: string): string =>
  name.length > longestName ? `${name.slice(0, longestName)}…` : name;
