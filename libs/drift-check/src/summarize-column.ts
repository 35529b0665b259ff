import type {
  CategoricalProfile,
  ColumnKind,
  ColumnProfile,
  NumericProfile,
  Value,
} from '@create-mlops/contracts';
import { quantileSeven } from '@create-mlops/statistics';
import { mean, standardDeviation } from 'simple-statistics';

/** Steps of the quantile sketch. 129 points keep twenty columns within 50 kB and a distribution within 0.4 %. */
export const sketchSteps = 128;
/** Categories kept by name; the rest is summed up. */
const namedCategories = 200;

/** Whether a column of this kind is compared as numbers or as categories. */
export function isNumericKind(kind: ColumnKind): boolean {
  return kind === 'number' || kind === 'integer';
}

/** The profile of one column; missing values are `null`, and NaN or infinities count as missing. */
export function summarizeColumn(values: readonly Value[], isNumeric: boolean): ColumnProfile {
  return isNumeric ? summarizeNumbers(values) : summarizeCategories(values);
}

/** The numbers of a column, sorted, without those that are missing. */
export function sortedNumbers(values: readonly Value[]): Float64Array {
  const numbers = new Float64Array(values.length);
  let count = 0;
  for (const value of values) {
    if (typeof value === 'number' && Number.isFinite(value)) numbers[count++] = value;
  }
  return numbers.subarray(0, count).sort();
}

function summarizeNumbers(values: readonly Value[]): NumericProfile {
  const sorted = Array.from(sortedNumbers(values));
  const count = sorted.length;
  return {
    kind: 'numeric',
    count,
    missing: values.length - count,
    mean: count === 0 ? 0 : rounded(mean(sorted)),
    std: count === 0 ? 0 : rounded(standardDeviation(sorted)),
    quantiles:
      count === 0
        ? []
        : Array.from({ length: sketchSteps + 1 }, (_, step) =>
            rounded(quantileSeven(sorted, step / sketchSteps)),
          ),
  };
}

function summarizeCategories(values: readonly Value[]): CategoricalProfile {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const value of values) {
    if (value === null) missing++;
    else {
      const name = String(value);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return {
    kind: 'categorical',
    count: values.length - missing,
    missing,
    counts: Object.fromEntries(ordered.slice(0, namedCategories)),
    otherCount: ordered.slice(namedCategories).reduce((sum, [, count]) => sum + count, 0),
  };
}

/** Seven digits are more than any decision here needs, and keep the profile small. */
const rounded = (value: number) => Number(value.toPrecision(7));
