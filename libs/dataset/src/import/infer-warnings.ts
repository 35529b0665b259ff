import type { ColumnSummary, ValueCount } from './file-profile.ts';
import type { ColumnFindings } from './infer-column.ts';
import type { InferredColumn } from './inferred-contract.ts';

const fewRowsPerClass = 10;

/** What a person should know before the first commit, most important first, in full sentences. */
export function inferWarnings(
  summaries: readonly ColumnSummary[],
  findings: readonly ColumnFindings[],
  columns: readonly InferredColumn[],
  target: ColumnSummary,
  classes: readonly ValueCount[],
): readonly string[] {
  const warnings: string[] = [];
  for (const { column, personal } of findings) {
    if (personal !== null && column.name !== target.name) {
      warnings.push(
        `${column.name} looks like ${personal}: check whether it may be stored with the project before you commit it.`,
      );
    }
  }
  for (const { name, role, evidence } of columns) {
    if (role !== 'leak') continue;
    warnings.push(
      `${name} gives the target away (${evidence.at(-1) ?? ''}), so it is set aside; --keep ${name} makes it a feature.`,
    );
  }
  const sensitive = columns.filter((column) => column.sensitive).map(({ name }) => name);
  if (sensitive.length > 0) {
    warnings.push(
      `${listed(sensitive)} ${sensitive.length === 1 ? 'is a protected trait' : 'are protected traits'}: used as any feature and watched for fairness.`,
    );
  }
  if (target.missing > 0) {
    warnings.push(`${target.missing} rows without a value of ${target.name} are left out.`);
  }
  for (const { value, count } of classes) {
    if (count >= fewRowsPerClass) continue;
    warnings.push(
      `The class ${String(value)} has ${count} ${count === 1 ? 'row' : 'rows'}, too few to measure anything for it.`,
    );
  }
  for (const { name, reading, dayMonthAmbiguous } of summaries) {
    if (!dayMonthAmbiguous) continue;
    const order = reading === 'dayFirst' ? 'day first' : 'month first';
    warnings.push(`The dates in ${name} fit both orders; they are read ${order}.`);
  }
  for (const { name, distinct, kind } of summaries) {
    if (kind === 'empty') warnings.push(`${name} has no value in any row.`);
    else if (distinct === 1 && name !== target.name) {
      warnings.push(`${name} has the same value in every row: nothing can be learned from it.`);
    }
  }
  return warnings;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
