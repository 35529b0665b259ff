import type { ContractColumn, Value } from '@create-mlops/contracts';
import { quoteName } from '@create-mlops/dataset';
import type { Sample, Subject } from './evidence.ts';
import type { ScanAnswers } from './scan.ts';
import type { ScanPart } from './scan-sql.ts';

/** Up to this many rows the sample is the whole data. */
export const SAMPLE_ROWS = 50_000;
/** Of larger data about this many are drawn: the error of a share is then below one percent. */
const DRAWN_ROWS = 20_000;
const DRAWN = '__drawn';

/** The scan's parts that draw the sample. `readSample` reads them. */
export function sampleParts(
  columns: readonly ContractColumn[],
  rowCount: number,
  momentTexts: Subject['momentTexts'],
): ScanPart[] {
  // A hash of the row number draws the same rows whatever the threads do.
  const limit = Math.floor((DRAWN_ROWS / rowCount) * 2 ** 32);
  const isDrawn = rowCount <= SAMPLE_ROWS ? 'true' : `(hash(__row) >> 32) < ${limit}`;
  const cells = columns.map(({ name }) => {
    const text = momentTexts.get(name);
    return text === undefined ? quoteName(name) : `${quoteName(name)} := ${text.sql}`;
  });
  const row = `CASE WHEN ${DRAWN} THEN struct_pack(${['__row', ...cells].join(', ')}) END`;
  return [
    { kind: 'derived', name: DRAWN, sql: isDrawn },
    // One list of rows costs a third of a list per column; what is written for a row is written for those drawn.
    { kind: 'value', sql: `list(${row}) FILTER (WHERE ${DRAWN})` },
  ];
}

/** @param offset the index of the first of the sample's parts. */
export function readSample(
  columns: readonly ContractColumn[],
  answers: ScanAnswers,
  offset: number,
): Sample {
  const drawn = answers.value(offset + 1);
  const rows = (Array.isArray(drawn) ? drawn : []) as readonly Readonly<Record<string, Value>>[];
  const ordered = [...rows].sort((a, b) => Number(a.__row) - Number(b.__row));
  const values = columns.map(
    ({ name }) => [name, ordered.map((row) => row[name] ?? null)] as const,
  );
  return {
    table: { rowCount: ordered.length, columns: Object.fromEntries(values) },
    rowNumbers: ordered.map((row) => Number(row.__row)),
    isWhole: ordered.length === answers.rowCount,
  };
}
