import { openByteSource } from './byte-source.ts';
import type { FileProfile } from './file-profile.ts';
import { readJsonRows } from './read-json-rows.ts';
import { openParquet } from './read-parquet-rows.ts';
import { readRecords } from './read-records.ts';
import type { RecordCells } from './record-reader.ts';
import { RowCells } from './row-cells.ts';

export type OnRow = (bytes: Buffer, starts: Int32Array, ends: Int32Array) => void;

/** The rows of a profiled file, whatever its format, as text cells in the order of the profile's columns. */
export async function readCells(path: string, profile: FileProfile, onRow: OnRow): Promise<void> {
  const names = profile.columns.map(({ name }) => name);
  const cells = new RowCells(names.length);
  if (profile.format === 'parquet') {
    const file = await openParquet(path, profile.name);
    await file.readRows(file.rows, (values) => {
      cells.clear();
      for (const value of values) cells.add(value);
      onRow(cells.bytes, cells.starts, cells.ends);
    });
    return;
  }
  const source = openByteSource(path, profile.encoding);
  try {
    if (profile.dialect === null) {
      await readJsonRows(source, profile.name, (row) => {
        cells.clear();
        for (const name of names) cells.add(row.get(name) ?? null);
        onRow(cells.bytes, cells.starts, cells.ends);
        return true;
      });
      return;
    }
    let isHeader = true;
    const { delimiter, quotes } = profile.dialect;
    const onRecord = (record: RecordCells): boolean => {
      if (!isHeader) onRow(record.bytes, record.starts, record.ends);
      isHeader = false;
      return true;
    };
    await readRecords(source, delimiter.charCodeAt(0), onRecord, { quotes });
  } finally {
    source.close();
  }
}
