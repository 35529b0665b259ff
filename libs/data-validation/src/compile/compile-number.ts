import type { SqlRule } from './rule.ts';
import { literalSql } from './sql-literal.ts';

type Compiled = Omit<SqlRule, 'column' | 'how'>;
type CheckDef = Readonly<Record<string, unknown>>;

/** The ranges of zod's number formats. @see https://zod.dev/api#numbers */
const formatRanges: Readonly<Record<string, readonly [number, number]>> = {
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-3.4028234663852886e38, 3.4028234663852886e38],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
};

/** One check of a zod number as SQL; `null` where SQL cannot decide it; `[]` where it holds for every value. */
export function compileNumberCheck(def: CheckDef, cell: string): Compiled[] | null {
  switch (def.check) {
    case 'greater_than':
    case 'less_than':
      return typeof def.value === 'number' ? [boundRule(def, def.value, cell)] : null;
    case 'multiple_of':
      return typeof def.value === 'number' && def.value > 0
        ? [multipleRule(def.value, cell)]
        : null;
    case 'number_format':
      return formatRules(String(def.format), cell);
    default:
      return null;
  }
}

/** A cell of an integer column: a number without a fraction. */
export function wholeNumberRule(cell: string, raw: string): Compiled {
  return {
    check: 'type',
    reason: 'wrongType',
    expected: 'a whole number',
    failing: 'not a whole number',
    violated: `${raw} IS NOT NULL OR ${cell} <> trunc(${cell})`,
    heldBy: 'whole',
  };
}

function boundRule(def: CheckDef, bound: number, cell: string): Compiled {
  const isLower = def.check === 'greater_than';
  const inclusive = def.inclusive === true;
  const operator = isLower ? (inclusive ? '<' : '<=') : inclusive ? '>' : '>=';
  return {
    check: 'range',
    reason: 'outOfRange',
    expected: `${inclusive ? (isLower ? 'at least' : 'at most') : isLower ? 'more than' : 'less than'} ${bound}`,
    failing: `${inclusive ? '' : `${bound} or `}${isLower ? 'below' : 'above'}${inclusive ? ` ${bound}` : ''}`,
    violated: `${cell} ${operator} ${literalSql(bound)}`,
    provedBy: ({ minimum, maximum }) => {
      const nearest = isLower ? minimum : maximum;
      if (nearest === null || nearest === bound) return nearest === null || inclusive;
      return isLower ? nearest > bound : nearest < bound;
    },
  };
}

function multipleRule(step: number, cell: string): Compiled {
  const ratio = `(${cell} / ${literalSql(step)})`;
  // zod's own tolerance: four epsilons of the quotient.
  const tolerance = `${literalSql(4 * Number.EPSILON)} * greatest(abs(${ratio}), ${literalSql(1)})`;
  return {
    check: 'multipleOf',
    reason: 'outOfRange',
    expected: `a multiple of ${step}`,
    failing: `no multiple of ${step}`,
    violated: `NOT (abs(${ratio} - round(${ratio})) < ${tolerance})`,
  };
}

function formatRules(format: string, cell: string): Compiled[] | null {
  const range = formatRanges[format];
  if (range === undefined) return null;
  const [low, high] = range;
  if (format === 'float64') return [];
  return [
    {
      check: 'range',
      reason: 'outOfRange',
      expected: format === 'safeint' ? 'an exact integer' : `a ${format}`,
      failing: format === 'safeint' ? 'too large to be exact' : `outside ${format}`,
      violated: `${cell} < ${literalSql(low)} OR ${cell} > ${literalSql(high)}`,
      provedBy: ({ minimum, maximum }) => (minimum ?? low) >= low && (maximum ?? high) <= high,
      ...(format === 'safeint' ? { heldBy: 'exact' as const } : {}),
    },
  ];
}
