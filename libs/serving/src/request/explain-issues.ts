import type { z } from 'zod';
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
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const names = columns.map(({ name }) => name);
      return issue.keys.map((key) => ({
        path: joinPath(place, key),
        message: unknownColumn(key, names, withheld),
      }));
    }
    const [name] = issue.path;
    if (name === undefined) {
      return [
        { path: place, message: `A row is an object of columns, but this is ${wordFor(row)}.` },
      ];
    }
    const path = joinPath(place, String(name));
    const value = Reflect.get(Object(row), name) as unknown;
    if (value === undefined) return [{ path, message: `Missing: ${expectedBy(issue)}.` }];
    return [{ path, message: `${issue.message}${received(issue.message, value)}` }];
  });
}

export function joinPath(place: string, name: string): string {
  const word = name.length > 100 ? `${name.slice(0, 100)}…` : name;
  return place === '' ? word : `${place}.${word}`;
}

function unknownColumn(
  key: string,
  names: readonly string[],
  withheld: ReadonlyMap<string, string>,
): string {
  const word = key.length > 100 ? `${key.slice(0, 100)}…` : key;
  const reason = withheld.get(key);
  if (reason !== undefined) return `'${word}' ${reason}`;
  const near = nearestName(key, names);
  return `The contract has no column '${word}'${near === null ? '' : `; did you mean '${near}'?`}${near === null ? `; it has ${names.join(', ')}.` : ''}`;
}

function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') {
    return `expected one of ${issue.values.slice(0, 20).map(String).join(', ')}`;
  }
  return issue.message;
}

/** zod names the type that came but not the value; a short value says more. */
function received(message: string, value: unknown): string {
  if (/received/.test(message) && typeof value !== 'string') return '';
  if (typeof value === 'string') {
    return `; this is '${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`;
  }
  return value === null || typeof value !== 'object' ? `; this is ${String(value)}` : '';
}

/** What a value is, in words. */
export function wordFor(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
