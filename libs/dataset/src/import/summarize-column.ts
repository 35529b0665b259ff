import type { ColumnAccumulator } from './column-accumulator.ts';
import type { ColumnSummary, SummaryKind, ValueCount } from './file-profile.ts';
import { isDateReading, isNumberReading, readings } from './reading.ts';

/** Up to this many different values a column lists all of them. */
const listedValues = 1000;
const shownValues = 20;

/** What a column turned out to be, as plain data. */
export function summarizeColumn(column: ColumnAccumulator): ColumnSummary {
  const { count, reading } = column;
  const isNumber = isNumberReading(reading);
  const isOrdered = count > 0 && (isNumber || isDateReading(reading));
  const kind = kindOf(column);
  const { values, valuesComplete } = valuesOf(column, kind);
  const bothOrders = readings.dayFirst | readings.monthFirst;
  const rewritten = isNumber
    ? reading !== 'point'
    : isDateReading(reading) && (!column.isIso || (column.hasTime && column.hasDateOnly));
  return {
    name: column.name,
    kind,
    reading,
    count,
    missing: column.missing,
    missingTokens: [...column.tokens.keys()].filter(() => reading !== 'text').sort(),
    distinct: column.distinct.distinct,
    distinctExact: column.distinct.isExact,
    minimum: isOrdered ? column.minimum : null,
    maximum: isOrdered ? column.maximum : null,
    mean: isNumber && count > 0 ? column.mean : null,
    std: isNumber && count > 0 ? Math.sqrt(column.squares / count) : null,
    decimals: column.decimals,
    shortest: count > 0 ? column.shortest : 0,
    longest: column.longest,
    values,
    valuesComplete,
    dayMonthAmbiguous:
      isDateReading(reading) && count > 0 && (column.mask & bothOrders) === bothOrders,
    canonical: !rewritten && (column.tokens.size === 0 || reading === 'text'),
  };
}

function kindOf(column: ColumnAccumulator): SummaryKind {
  const { reading } = column;
  if (column.count === 0) return 'empty';
  if (isNumberReading(reading)) return column.hasFractions ? 'number' : 'integer';
  if (isDateReading(reading)) return column.hasTime ? 'timestamp' : 'date';
  return reading === 'boolean' ? 'boolean' : 'text';
}

function valuesOf(
  column: ColumnAccumulator,
  kind: SummaryKind,
): { readonly values: readonly ValueCount[]; readonly valuesComplete: boolean } {
  if (kind === 'date' || kind === 'timestamp' || kind === 'empty') {
    return { values: [], valuesComplete: kind === 'empty' };
  }
  const entries = column.distinct.entries();
  const valuesComplete = column.distinct.distinct <= listedValues;
  const values: ValueCount[] = [];
  for (const [key, count] of entries) {
    const value = kind === 'text' ? column.labels.get(key) : kind === 'boolean' ? key === 1 : key;
    if (value !== undefined) values.push({ value, count });
  }
  values.sort((a, b) => b.count - a.count || compare(a.value, b.value));
  return { values: valuesComplete ? values : values.slice(0, shownValues), valuesComplete };
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
