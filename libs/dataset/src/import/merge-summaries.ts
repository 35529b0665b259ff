import type { ColumnSummary, FileProfile, SummaryKind, ValueCount } from './file-profile.ts';
import { ImportError } from './import-error.ts';

/**
 * The columns of a data file and its official test file as if they were one, so that a contract holds for both.
 * Means and deviations stay those of the data file.
 *
 * @throws {ImportError} DATA_UNUSABLE when the columns or their kinds differ, TARGET_UNUSABLE when the test file
 * lacks the target
 */
export function mergeSummaries(
  data: FileProfile,
  test: FileProfile,
  target: string,
): readonly ColumnSummary[] {
  const others = new Map(test.columns.map((column) => [column.name, column]));
  const inTest = others.get(target);
  if (inTest === undefined || inTest.kind === 'empty') {
    throw new ImportError(
      'TARGET_UNUSABLE',
      `The test file ${test.name} ${inTest === undefined ? 'lacks' : 'has no value of'} the target ${target}, so nothing could be measured on it.`,
      'Give a test file with the target, or leave it out: part of the data is then kept for the test.',
    );
  }
  const absent = data.columns.filter(({ name }) => !others.has(name)).map(({ name }) => name);
  const known = new Set(data.columns.map(({ name }) => name));
  const extra = test.columns.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (absent.length + extra.length > 0) {
    const parts = [
      absent.length > 0 ? `lacks ${absent.join(', ')}` : '',
      extra.length > 0 ? `also has ${extra.join(', ')}` : '',
    ];
    throw new ImportError(
      'DATA_UNUSABLE',
      `The test file ${test.name} ${parts.filter(Boolean).join(' and ')}: it needs the columns of ${data.name}.`,
      'Give both files the same columns.',
    );
  }
  return data.columns.map((column) => {
    const other = others.get(column.name);
    return other === undefined ? column : merge(column, other, test.name);
  });
}

function merge(a: ColumnSummary, b: ColumnSummary, testName: string): ColumnSummary {
  const kind = commonKind(a, b, testName);
  const larger = (c: ColumnSummary): number => c.missing / Math.max(1, c.missing + c.count);
  const moreMissing = larger(b) > larger(a) ? b : a;
  const values = mergeValues(a.values, b.values);
  return {
    ...(a.kind === 'empty' ? b : a),
    kind,
    missing: moreMissing.missing,
    count: moreMissing.count,
    distinct:
      a.valuesComplete && b.valuesComplete ? values.length : Math.max(a.distinct, b.distinct),
    minimum: pick(Math.min, a.minimum, b.minimum),
    maximum: pick(Math.max, a.maximum, b.maximum),
    decimals: a.decimals || b.decimals,
    values,
    valuesComplete: a.valuesComplete && b.valuesComplete,
  };
}

function commonKind(a: ColumnSummary, b: ColumnSummary, testName: string): SummaryKind {
  if (a.kind === b.kind || b.kind === 'empty') return a.kind;
  if (a.kind === 'empty') return b.kind;
  const kinds: ReadonlySet<SummaryKind> = new Set([a.kind, b.kind]);
  if (kinds.has('number') && kinds.has('integer')) return 'number';
  throw new ImportError(
    'DATA_UNUSABLE',
    `The column ${a.name} holds ${a.kind} values in the data but ${b.kind} values in ${testName}.`,
    'Write the column in both files alike.',
  );
}

/** Counts stay those of the data; values met only in the test file are added with none. */
function mergeValues(a: readonly ValueCount[], b: readonly ValueCount[]): readonly ValueCount[] {
  const known = new Set(a.map(({ value }) => value));
  const added = b
    .filter(({ value }) => !known.has(value))
    .map(({ value }) => ({ value, count: 0 }));
  return [...a, ...added];
}

function pick(
  choose: (a: number, b: number) => number,
  a: number | null,
  b: number | null,
): number | null {
  if (a === null || b === null) return a ?? b;
  return choose(a, b);
}
