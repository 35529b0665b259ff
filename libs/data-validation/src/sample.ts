import type { ContractColumn, Value } from '@create-mlops/contracts';
import { quoteName } from '@create-mlops/dataset';
import type { Sample } from './evidence.ts';
import type { ScanAnswers } from './scan.ts';
import type { ScanPart } from './scan-sql.ts';

/** Up to this many rows the sample is the whole data. */
export const SAMPLE_ROWS = 50_000;

const DRAWN = '__drawn';

/** The scan's parts that draw the sample: the row numbers, then each column's values. `readSample` reads them. */
export function sampleParts(columns: readonly ContractColumn[], rowCount: number): ScanPart[] {
  const share = SAMPLE_ROWS / Math.max(rowCount, 1);
  // A hash of the row number draws the same rows whatever the threads do.
  const limit = BigInt(Math.floor(Math.min(share, 1) * 2 ** 32));
  const drawn: ScanPart = {
    kind: 'derived',
    name: DRAWN,
    sql: share >= 1 ? 'true' : `(hash(__row) >> 32) < ${limit}`,
  };
  const cells = ['__row', ...columns.map((column) => quoteName(column.name))];
  return [
    drawn,
    ...cells.map(
      (cell): ScanPart => ({
        kind: 'value',
        sql: `list(${cell}) FILTER (WHERE ${DRAWN})`,
      }),
    ),
  ];
}

/** @param offset the index of the first of the sample's parts. */
export function readSample(
  columns: readonly ContractColumn[],
  answers: ScanAnswers,
  offset: number,
): Sample {
  const list = (index: number) => {
    const cells = answers.value(offset + 1 + index);
    return Array.isArray(cells) ? (cells as readonly Value[]) : [];
  };
  const rowNumbers = list(0).map(Number);
  const order = rowNumbers.map((_, index) => index);
  order.sort((a, b) => (rowNumbers[a] ?? 0) - (rowNumbers[b] ?? 0));
  const values = columns.map((column, index) => {
    const cells = list(index + 1);
    return [column.name, order.map((at) => cells[at] ?? null)] as const;
  });
  return {
    table: { rowCount: order.length, columns: Object.fromEntries(values) },
    rowNumbers: order.map((at) => rowNumbers[at] ?? 0),
    isWhole: order.length === answers.rowCount,
  };
}
