import type { ColumnKind } from '@create-mlops/contracts';
import type { ColumnSummary } from './file-profile.ts';
import { nameTokens } from './name-tokens.ts';
import type { PersonalData } from './personal-data.ts';

/** Words that name a number or code given out one by one. */
const idWords: ReadonlySet<string> = new Set(
  `id ids uuid guid key index idx rowid instant nr no number num code serial unnamed kennung nummer ref reference ssn iban account`.split(
    ' ',
  ),
);
/** Ids of these may come in several rows that belong together. */
const entityWords: ReadonlySet<string> = new Set(
  `customer client user patient person member household subject employee student driver passenger account
  device machine kunde kunden nutzer patienten`.split(/\s+/),
);
/** Text with more different values than this share of its rows identifies rather than describes. */
const identifyingShare = 0.5;
/** HyperLogLog is this far off at most in practice. */
const estimateError = 0.03;

export type InferredRole = {
  readonly role: 'feature' | 'id' | 'group' | 'timestamp';
  readonly evidence: string | null;
  /** Several rows of one customer, patient, machine, …: they must not be divided between splits. */
  readonly isEntity?: boolean;
};

/** What a column other than the target is for, as far as its name and uniqueness tell. A unique fraction is no id. */
export function inferRole(
  column: ColumnSummary,
  kind: ColumnKind,
  personal: PersonalData | null,
): InferredRole {
  const { count, distinct, missing } = column;
  if (kind === 'timestamp' || kind === 'date') return { role: 'timestamp', evidence: null };
  if (column.kind !== 'integer' && column.kind !== 'text') return feature;
  if (distinct <= 1) return feature;
  const tokens = nameTokens(column.name);
  const hasIdName = tokens.some((token) => idWords.has(token)) || isIdName(column.name);
  const isUnique = missing === 0 && isEach(column);
  if (isUnique && hasIdName) return { role: 'id', evidence: `${distinct} values, each once` };
  if (column.kind === 'integer') {
    const { minimum, maximum } = column;
    const isRunning =
      isUnique && minimum !== null && maximum !== null && maximum - minimum + 1 === count;
    if (isRunning) return { role: 'id', evidence: `counts the rows from ${minimum} to ${maximum}` };
  }
  const share = distinct / count;
  const isEntity = tokens.some((token) => entityWords.has(token)) && isIdName(column.name);
  if (isEntity && distinct > 20 && share < 1) {
    return {
      role: 'group',
      evidence: `${distinct} values in ${count} rows: rows that belong together`,
      isEntity: true,
    };
  }
  if (column.kind === 'integer') return feature;
  if (isUnique) return { role: 'id', evidence: `${distinct} values, each once` };
  if (share > identifyingShare || personal !== null) {
    return {
      role: 'group',
      evidence: `${distinct} different values in ${count} rows: tells rows apart rather than describing them`,
    };
  }
  return feature;
}

const feature: InferredRole = { role: 'feature', evidence: null };

function isIdName(name: string): boolean {
  return /(^|[_\-. a-z])(id|ID|Id|uuid|UUID|guid|GUID|nr|Nr|no|No)$/.test(name);
}

function isEach({ distinct, distinctExact, count }: ColumnSummary): boolean {
  return distinctExact ? distinct === count : Math.abs(distinct / count - 1) <= estimateError;
}
