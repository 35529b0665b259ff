import type { ColumnKind, Row } from '@create-mlops/contracts';
import { explainIssues, joinPath, noRow, type RequestIssue } from './explain-issues.ts';
import { holdImages } from './hold-images.ts';
import { say } from './issue-sentence.ts';
import type { RequestColumn, RequestSchema } from './request-schema.ts';

/** The rows of a request, or everything that is wrong with them. */
export type ReadRows =
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly isList: boolean }
  | { readonly kind: 'issues'; readonly issues: readonly RequestIssue[]; readonly more: number };

/** Enough to see what is wrong; a long answer to a wrong request helps nobody. */
const mostIssues = 100;

/**
 * Reads one row (an object), a list of rows, or `{ "rows": [ … ] }`, and holds each row against the contract. Values are
 * taken as they came: a contract that transforms decides here, but training saw the values as they are.
 */
export function readRows(body: unknown, request: RequestSchema): ReadRows {
  const { list, place } = listOf(body);
  if (list === null) {
    const issues = rowIssues(body, '', request);
    if (issues !== null) return { kind: 'issues', ...limit(issues) };
    return held([body as Row], false, () => '', request);
  }
  const issues: RequestIssue[] = [];
  for (const [index, row] of list.entries()) {
    const found = rowIssues(row, `${place}[${index}]`, request);
    if (found !== null) issues.push(...found);
  }
  if (issues.length > 0) return { kind: 'issues', ...limit(issues) };
  return held(list as Row[], true, (index) => `${place}[${index}]`, request);
}

/** Rows as they came, but for pictures, which must be held in them. */
function held(
  rows: readonly Row[],
  isList: boolean,
  placeOf: (index: number) => string,
  { columns }: RequestSchema,
): ReadRows {
  if (columns.every(({ kind }) => kind !== 'image')) return { kind: 'rows', rows, isList };
  const read = rows.map((row, index) => holdImages(row, placeOf(index), columns));
  const issues = read.flatMap((one) => ('issues' in one ? one.issues : []));
  if (issues.length > 0) return { kind: 'issues', ...limit(issues) };
  return { kind: 'rows', rows: read.flatMap((one) => ('row' in one ? [one.row] : [])), isList };
}

function listOf(body: unknown): { list: readonly unknown[] | null; place: string } {
  if (Array.isArray(body)) return { list: body, place: '' };
  if (body !== null && typeof body === 'object' && 'rows' in body && Array.isArray(body.rows)) {
    return Object.keys(body).length === 1
      ? { list: body.rows, place: 'rows' }
      : { list: null, place: '' };
  }
  return { list: null, place: '' };
}

/** @returns `null` when the row fulfils the contract. */
function rowIssues(row: unknown, place: string, request: RequestSchema): RequestIssue[] | null {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) {
    return [noRow(place, row)];
  }
  const verdict = request.schema.safeParse(row);
  if (!verdict.success) return explainIssues(verdict.error, row, place, request);
  return typeIssues(row as Readonly<Record<string, unknown>>, place, request.columns);
}

/** A contract that coerces takes the text '12' for a number, but the encoder would take it for a missing value. */
function typeIssues(
  row: Readonly<Record<string, unknown>>,
  place: string,
  columns: readonly RequestColumn[],
): RequestIssue[] | null {
  let issues: RequestIssue[] | null = null;
  for (const { name, kind } of columns) {
    const value = row[name];
    const type = typeOfKind[kind];
    if (value === undefined || value === null || type === null) continue;
    const fits = type === 'number' ? Number.isFinite(value) : typeof value === type;
    if (fits) continue;
    issues ??= [];
    issues.push({
      path: joinPath(place, name),
      message: `Expected a ${type}; this is ${say(value)}.`,
    });
  }
  return issues;
}

/** What a value of each kind is in JSON; a category's own vocabulary decides. */
const typeOfKind: Readonly<Record<ColumnKind, 'number' | 'string' | 'boolean' | null>> = {
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  category: null,
  text: 'string',
  timestamp: 'string',
  date: 'string',
  image: 'string',
};

function limit(issues: readonly RequestIssue[]): {
  issues: readonly RequestIssue[];
  more: number;
} {
  return { issues: issues.slice(0, mostIssues), more: Math.max(0, issues.length - mostIssues) };
}
