import type { Problem } from '@create-mlops/contracts';
import type { ColumnSummary, ValueCount } from './file-profile.ts';
import { ImportError } from './import-error.ts';

/** Whole numbers with more different values than this are amounts, not classes: 0 to 9 are digits. */
const mostNumericClasses = 10;
const mostClasses = 100;

const positiveWords: ReadonlySet<string> = new Set(
  `1 yes y true t positive pos churned churn spam fraud default bad malignant sick ill died dead ja oui si`.split(
    ' ',
  ),
);

export type InferredProblem = {
  readonly problem: Problem;
  readonly reason: string;
  /** In contract order; empty for regression. */
  readonly classes: readonly ValueCount[];
};

/**
 * What a target asks for. Words and truth values are classes; whole numbers are classes up to ten different
 * ones and an amount above; other numbers are amounts, unless there are only two.
 *
 * @throws {ImportError} TARGET_UNUSABLE when nothing can be learned from the column
 */
export function inferProblem(target: ColumnSummary): InferredProblem {
  const { name, kind, distinct, count } = target;
  if (kind === 'empty') {
    throw unusable(`The target ${name} has no value in any row.`, 'Choose a column with values.');
  }
  if (distinct === 1) {
    const only = target.values[0]?.value ?? target.minimum ?? '';
    throw unusable(
      `The target ${name} is ${String(only)} in every row, so there is nothing to tell apart.`,
      'Choose another column, or give rows of more than one outcome.',
    );
  }
  if (kind === 'date' || kind === 'timestamp') {
    throw unusable(
      `The target ${name} holds ${kind}s, which cannot be predicted as they are.`,
      'Predict a number instead, such as the days until then.',
    );
  }
  if (kind === 'number' || kind === 'integer') {
    const isAmount = kind === 'number' ? distinct > 2 : distinct > mostNumericClasses;
    if (isAmount) {
      const what = kind === 'number' ? 'numbers' : 'whole numbers';
      const about = target.distinctExact ? '' : 'about ';
      const reason = `${name} holds ${what} with ${about}${distinct} different values: an amount.`;
      return { problem: 'regression', reason, classes: [] };
    }
  }
  if (!target.valuesComplete || distinct > mostClasses) {
    throw unusable(
      `The target ${name} has ${distinct} different values in ${count} rows; up to ${mostClasses} classes can be told apart.`,
      'Choose a column with fewer classes, or group rare ones together.',
    );
  }
  const single = target.values.filter((entry) => entry.count === 1).length;
  if (single > distinct / 2) {
    throw unusable(
      `The target ${name} has ${distinct} classes, ${single} of them with one row each.`,
      'Choose a column whose classes have many rows each.',
    );
  }
  const classes = orderClasses(target.values);
  const shown = classes
    .slice(0, 5)
    .map(({ value }) => String(value))
    .join(', ');
  const more = classes.length > 5 ? ', …' : '';
  const reason = `${name} has ${distinct} different values (${shown}${more}): classes.`;
  return { problem: distinct === 2 ? 'binary' : 'multiclass', reason, classes };
}

/** Rising numbers, or words by letter; of two words the one that says yes, else the rarer one, is last: positive. */
function orderClasses(values: readonly ValueCount[]): readonly ValueCount[] {
  const sorted = [...values].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const [first, second] = sorted;
  if (sorted.length !== 2 || first === undefined || second === undefined) return sorted;
  if (typeof first.value !== 'string' || typeof second.value !== 'string') return sorted;
  const isFirstPositive = positiveWords.has(first.value.toLowerCase());
  const isSecondPositive = positiveWords.has(second.value.toLowerCase());
  if (isFirstPositive !== isSecondPositive) return isFirstPositive ? [second, first] : sorted;
  return first.count < second.count ? [second, first] : sorted;
}

function unusable(message: string, hint: string): ImportError {
  return new ImportError('TARGET_UNUSABLE', message, hint);
}
