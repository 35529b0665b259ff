import type { ColumnKind } from '@create-mlops/contracts';
import type { ColumnStats } from '../evidence.ts';
import { regexpSql } from './regexp-sql.ts';
import type { SqlRule } from './rule.ts';
import { literalSql } from './sql-literal.ts';

type Compiled = Omit<SqlRule, 'column' | 'how'>;
type CheckDef = Readonly<Record<string, unknown>>;

/** Formats that zod decides by their pattern alone; the others also run code. */
const patternFormats = new Set(
  'regex lowercase uppercase email guid uuid cuid cuid2 ulid xid ksuid nanoid ipv4 cidrv4 mac datetime date time e164 hex'.split(
    ' ',
  ),
);

/** One check of a zod string as SQL; `null` where SQL cannot decide it exactly. */
export function compileStringCheck(
  def: CheckDef,
  kind: ColumnKind,
  cell: string,
): Compiled[] | null {
  switch (def.check) {
    case 'min_length':
      return lengthRule(`at least ${def.minimum}`, 'shorter', def.minimum, `${cell}`, '<');
    case 'max_length':
      return lengthRule(`at most ${def.maximum}`, 'longer', def.maximum, `${cell}`, '>');
    case 'length_equals':
      return lengthRule(`exactly ${def.length}`, 'not as long', def.length, `${cell}`, '<>');
    case 'string_format':
      return formatRule(def, kind, cell);
    default:
      return null;
  }
}

/** zod 4 counts code points, as DuckDB's length() does. */
function lengthRule(
  words: string,
  failing: string,
  limit: unknown,
  cell: string,
  operator: string,
): Compiled[] | null {
  if (typeof limit !== 'number') return null;
  return [
    {
      check: 'length',
      reason: 'lengthOutOfRange',
      expected: `${words} characters`,
      failing: `${failing} than ${limit} characters`.replace('not as long than', 'not of'),
      violated: `length(${cell}) ${operator} ${literalSql(limit)}`,
    },
  ];
}

function formatRule(def: CheckDef, kind: ColumnKind, cell: string): Compiled[] | null {
  const format = String(def.format);
  const holds = formatSql(format, def, cell);
  if (holds === null) return null;
  const isType =
    (format === 'datetime' && kind === 'timestamp') || (format === 'date' && kind === 'date');
  const expected = expectedText(format, def);
  return [
    {
      check: isType ? 'type' : 'pattern',
      reason: isType ? 'wrongType' : 'patternMismatch',
      expected,
      failing: `not ${expected}`,
      violated: `NOT (${holds})`,
      ...(isType ? { provedBy: provedByMoments(kind, def.pattern) } : {}),
    },
  ];
}

const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * A file whose own type is a moment has its text written by us: the pattern is kept when it takes the forms that we write
 * and all years have four digits.
 */
function provedByMoments(kind: ColumnKind, pattern: unknown): (stats: ColumnStats) => boolean {
  return ({ writtenAs, count, earliestMs, latestMs }) => {
    if (count === 0) return true;
    if (writtenAs === null || earliestMs === null || latestMs === null) return false;
    const zone = writtenAs === 'zoned' ? 'Z' : '';
    const forms =
      kind === 'date'
        ? ['2001-02-03']
        : [`2001-02-03T04:05:06${zone}`, `2001-02-03T04:05:06.789${zone}`];
    const takes = pattern instanceof RegExp && forms.every((form) => form.match(pattern) !== null);
    return takes && earliestMs >= FIRST_MS && latestMs <= LAST_MS;
  };
}

function formatSql(format: string, def: CheckDef, cell: string): string | null {
  const text = (value: unknown) =>
    typeof value === 'string' && !/[\ud800-\udfff\0]/u.test(value) ? literalSql(value) : null;
  const call = (name: string, value: unknown) => {
    const argument = text(value);
    return argument === null ? null : `${name}(${cell}, ${argument})`;
  };
  if (format === 'starts_with') return call('starts_with', def.prefix);
  if (format === 'ends_with') return call('ends_with', def.suffix);
  if (format === 'includes') {
    return def.position === undefined ? call('contains', def.includes) : null;
  }
  return patternFormats.has(format) && def.pattern instanceof RegExp
    ? regexpSql(cell, def.pattern)
    : null;
}

function expectedText(format: string, def: CheckDef): string {
  switch (format) {
    case 'datetime':
      return 'an ISO 8601 date and time';
    case 'date':
      return 'an ISO 8601 date';
    case 'regex':
      return `like ${String(def.pattern)}`;
    case 'starts_with':
      return `starting with '${def.prefix}'`;
    case 'ends_with':
      return `ending with '${def.suffix}'`;
    case 'includes':
      return `containing '${def.includes}'`;
    default:
      return `like ${/^[aeiou]/.test(format) ? 'an' : 'a'} ${format}`;
  }
}
