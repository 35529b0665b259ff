import type { z } from 'zod';
import { nearestName } from './nearest-name.ts';

/**
 * One problem of one value as a sentence: what the contract allows, and what came.
 * @example issueSentence(tooBig, 150) // 'At most 100 is allowed; this is 150.'
 */
export function issueSentence(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return `Missing: ${allowed(issue, value)}.`;
  const told = allowed(issue, value);
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}; this is ${say(value)}.`;
}

function allowed(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${words[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return bound(
        issue.origin,
        issue.inclusive === false ? 'more than' : 'at least',
        issue.minimum,
      );
    case 'too_big':
      return bound(
        issue.origin,
        issue.inclusive === false ? 'less than' : 'at most',
        issue.maximum,
      );
    case 'invalid_value':
      return oneOf(issue.values.map(String), value);
    case 'invalid_format':
      return format(issue);
    default:
      return issue.message.replace(/\.$/, '');
  }
}

function bound(origin: string, relation: string, limit: number | bigint): string {
  return origin === 'string'
    ? `${relation} ${limit} characters are allowed`
    : `${relation} ${limit} is allowed`;
}

/** Enough to choose from; a longer vocabulary stands in /docs. */
const mostValues = 20;

function oneOf(values: readonly string[], value: unknown): string {
  const near = typeof value === 'string' ? nearestName(value, values) : null;
  if (near !== null) return `expected one of the categories, perhaps '${near}'`;
  const more = values.length > mostValues ? `, … (${values.length} in all)` : '';
  return `expected one of ${values.slice(0, mostValues).join(', ')}${more}`;
}

function format(issue: { readonly format: string; readonly pattern?: string | undefined }): string {
  if (issue.format === 'datetime') return 'expected ISO 8601, as 2026-01-31T12:00:00Z';
  if (issue.format === 'date') return 'expected ISO 8601, as 2026-01-31';
  return issue.format === 'regex' && issue.pattern !== undefined
    ? `expected text that matches ${issue.pattern}`
    : `expected a valid ${issue.format}`;
}

const words: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  date: 'a date',
};

const longestText = 60;

/** A value in a sentence: short, and never as long as a hostile caller likes. */
export function say(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    return `'${value.length > longestText ? `${value.slice(0, longestText)}…` : value}'`;
  }
  if (value === null || typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
