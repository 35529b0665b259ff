import type { ColumnKind } from '@create-mlops/contracts';
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
    },
  ];
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
