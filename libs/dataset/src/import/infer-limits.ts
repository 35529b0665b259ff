import type { ColumnSummary, FileProfile, ValueCount } from './file-profile.ts';
import type { InferredLimit, InferredLimits } from './inferred-contract.ts';

/** Three standard deviations of a share: what chance alone moves from one file to the next. */
const sigmas = 3;
const leastMissingSlack = 0.02;
const leastDuplicateSlack = 0.01;

/**
 * Limits that the data seen keeps, with room for the next file: missing shares and duplicates may grow a
 * little, rows and the smallest class may halve.
 */
export function inferLimits(
  profile: FileProfile,
  columns: readonly ColumnSummary[],
  classes: readonly ValueCount[],
): InferredLimits {
  const missing = columns
    .filter((column) => column.missing > 0)
    .map((column): [string, InferredLimit] => [column.name, missingLimit(column)]);
  const duplicates = profile.rows - profile.distinctRows;
  const share = duplicates / profile.rows;
  const about = profile.distinctRowsExact ? '' : 'about ';
  return {
    maxMissing: Object.fromEntries(missing),
    maxDuplicates: {
      value: withSlack(share, profile.rows, leastDuplicateSlack),
      evidence: `${about}${duplicates} of ${profile.rows} rows (${percent(share)}) repeat an earlier row`,
    },
    minRows: {
      value: roundDown(Math.max(1, profile.rows / 2), 2),
      evidence: `half of the ${profile.rows} rows seen`,
    },
    minClassShare: classLimit(classes),
  };
}

function missingLimit({ missing, count }: ColumnSummary): InferredLimit {
  const rows = missing + count;
  const share = missing / rows;
  return {
    value: withSlack(share, rows, leastMissingSlack),
    evidence: `${missing} of ${rows} values (${percent(share)}) are missing`,
  };
}

function classLimit(classes: readonly ValueCount[]): InferredLimit | null {
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  const [first] = classes;
  if (first === undefined) return null;
  const rarest = classes.reduce(
    (least, entry) => (entry.count < least.count ? entry : least),
    first,
  );
  const share = rarest.count / total;
  return {
    value: roundDown(share / 2, 2),
    evidence: `half the share of the rarest class, ${String(rarest.value)} (${rarest.count} of ${total} rows, ${percent(share)})`,
  };
}

/** The share seen plus the largest of a least slack, a tenth of it and three sigmas, rounded up. */
function withSlack(share: number, rows: number, least: number): number {
  const slack = Math.max(least, share / 10, sigmas * Math.sqrt((share * (1 - share)) / rows));
  const limit = share + slack;
  const step = limit > 0.2 ? 0.05 : 0.01;
  return Math.min(1, Number((Math.ceil(limit / step - 1e-9) * step).toFixed(2)));
}

function roundDown(value: number, digits: number): number {
  if (value <= 0) return 0;
  const places = digits - 1 - Math.floor(Math.log10(value));
  const factor = 10 ** places;
  return Number((Math.floor(value * factor + 1e-9) / factor).toPrecision(digits));
}

/** @example percent(0.7722) // '77.2 %' */
export function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value >= 10 ? Number(value.toFixed(1)) : Number(value.toPrecision(2))} %`;
}
