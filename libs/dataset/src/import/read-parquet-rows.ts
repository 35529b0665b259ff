import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Value } from '@create-mlops/contracts';
import { ImportError } from './import-error.ts';

/** Rows decoded at a time. */
const rowsAtOnce = 20_000;

export type ParquetFile = {
  readonly names: readonly string[];
  readonly rows: number;
  /** Whether NaN or an infinity was read, which counts as missing to us alone. */
  readonly hasNotANumber: () => boolean;
  readonly readRows: (mostRows: number, onRow: (values: readonly Value[]) => void) => Promise<void>;
};

/**
 * Opens a Parquet file through hyparquet.
 *
 * @throws {ImportError} FORMAT_UNSUPPORTED when hyparquet cannot read it or is not installed,
 * DATA_UNUSABLE when a column holds lists or structs
 */
export async function openParquet(path: string, fileName: string): Promise<ParquetFile> {
  try {
    const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } =
      await import('hyparquet');
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const fields = parquetSchema(metadata).children;
    const nested = fields.find(({ children }) => children.length > 0);
    if (nested !== undefined) throw nestedColumn(fileName, nested.element.name);
    const names = fields.map(({ element }) => element.name);
    const rows = Number(metadata.num_rows);
    const areDates = fields.map(
      ({ element }) => element.logical_type?.type === 'DATE' || element.converted_type === 'DATE',
    );
    let hasNotANumber = false;
    const readRows: ParquetFile['readRows'] = async (mostRows, onRow) => {
      const end = Math.min(rows, mostRows);
      for (let rowStart = 0; rowStart < end; rowStart += rowsAtOnce) {
        const rowEnd = Math.min(end, rowStart + rowsAtOnce);
        const objects = await parquetReadObjects({ file, metadata, rowStart, rowEnd });
        for (const object of objects) {
          const values = names.map((name, index) => {
            const cell: unknown = object[name];
            if (typeof cell === 'number' && !Number.isFinite(cell)) hasNotANumber = true;
            return asValue(cell, areDates[index] === true, name, fileName);
          });
          onRow(values);
        }
      }
    };
    return { names, rows, readRows, hasNotANumber: () => hasNotANumber };
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw new ImportError(
      'FORMAT_UNSUPPORTED',
      `${fileName} cannot be read as Parquet: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Write it with snappy or no compression, or export it as CSV.',
      { cause },
    );
  }
}

function asValue(cell: unknown, isDate: boolean, name: string, fileName: string): Value {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell === 'string' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'bigint') {
    const number = Number(cell);
    return Number.isSafeInteger(number) ? number : cell.toString();
  }
  if (cell instanceof Date) return isDate ? cell.toISOString().slice(0, 10) : cell.toISOString();
  throw nestedColumn(fileName, name);
}

function nestedColumn(fileName: string, name: string): ImportError {
  return new ImportError(
    'DATA_UNUSABLE',
    `The column "${name}" of ${fileName} holds lists, objects or bytes.`,
    'Flatten it into columns that hold one value each.',
  );
}

/** sha256 and length of a file, read once more: Parquet is not read from front to back. */
export async function hashFile(
  path: string,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
