import type { ColumnKind, Value } from '@create-mlops/contracts';
import type { ColumnSummary, ValueCount } from './file-profile.ts';
import { percent } from './infer-limits.ts';
import { inferRange } from './infer-range.ts';
import { inferRole } from './infer-role.ts';
import type { InferredColumn } from './inferred-contract.ts';
import { type PersonalData, personalData } from './personal-data.ts';
import { isSensitive } from './sensitive-name.ts';

/** A vocabulary that a person still reads. */
const mostCategories = 50;
/** A value of a category comes back: this many rows per value on average. */
const fewestRowsPerCategory = 3;

export type ColumnFindings = {
  readonly column: InferredColumn;
  readonly personal: PersonalData | null;
  readonly isEntity: boolean;
};

/** Describes a column that is not the target. Leaks are found elsewhere. */
export function inferColumn(summary: ColumnSummary, sample: readonly Value[]): ColumnFindings {
  const { name, count, missing, distinct } = summary;
  const kind = kindOf(summary);
  const personal =
    summary.kind === 'text' || summary.kind === 'integer'
      ? personalData(name, sample, distinct / Math.max(1, count))
      : null;
  const inferred = inferRole(summary, kind, personal);
  const words = summary.kind === 'text' ? summary.values.map(({ value }) => String(value)) : [];
  const missingShare = missing / Math.max(1, missing + count);
  const range = inferRange(summary);
  const evidence = [seen(summary, kind)];
  if (inferred.evidence !== null) evidence.push(inferred.evidence);
  if (distinct === 1) evidence.push('constant: nothing to learn from it');
  if (missing > 0) evidence.push(`${percent(missingShare)} missing`);
  if (summary.missingTokens.length > 0) {
    evidence.push(`${summary.missingTokens.join(', ')} read as missing`);
  }
  const column: InferredColumn = {
    name,
    kind,
    role: inferred.role,
    nullable: missing > 0,
    sensitive: isSensitive(name, words),
    pii: personal !== null,
    ...(range === null || inferred.role === 'id' || inferred.role === 'group' ? {} : range),
    ...(kind === 'category' ? { categories: vocabulary(summary.values) } : {}),
    missingShare,
    evidence: evidence.filter((sentence) => sentence !== ''),
  };
  return { column, personal, isEntity: inferred.isEntity === true };
}

function kindOf(summary: ColumnSummary): ColumnKind {
  if (summary.kind === 'empty') return 'text';
  if (summary.kind === 'integer' && summary.decimals && summary.distinct > 20) return 'number';
  if (summary.kind !== 'text') return summary.kind;
  const { valuesComplete, distinct, count } = summary;
  const isClosed = valuesComplete && distinct <= mostCategories;
  return isClosed && count / distinct >= fewestRowsPerCategory ? 'category' : 'text';
}

function vocabulary(values: readonly ValueCount[]): readonly string[] {
  return values.map(({ value }) => String(value)).sort();
}

/** What was seen, for the comment beside the column. */
export function seen(summary: ColumnSummary, kind: ColumnKind): string {
  const { minimum, maximum, kind: seenKind } = summary;
  if (seenKind === 'empty') return 'no value in any row';
  if (seenKind === 'date' || seenKind === 'timestamp') {
    return `seen ${day(minimum)} to ${day(maximum)}`;
  }
  if (minimum !== null && maximum !== null) {
    return minimum === maximum ? `seen ${minimum} only` : `seen ${minimum} to ${maximum}`;
  }
  if (kind === 'text')
    return `${summary.distinctExact ? '' : 'about '}${summary.distinct} different values`;
  const shown = summary.values.slice(0, 3).map(({ value, count }) => `${String(value)} ${count}`);
  return shown.join(', ') + (summary.values.length > 3 ? ', …' : '');
}

function day(milliseconds: number | null): string {
  const date = new Date(milliseconds ?? 0);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 10);
}
