import { isAbsolute, join } from 'node:path';
import type { ContractDescription, Table } from '@create-mlops/contracts';

/**
 * The table with the references of its image columns, which lie below `directory` with forward slashes, made absolute.
 * A data URL holds its image and is kept as it is.
 * @example
 * locateImages(table, description, '/p/raw').columns.image // ['/p/raw/cat/1.png']
 */
export function locateImages(
  table: Table,
  { columns }: ContractDescription,
  directory: string,
): Table {
  const images = columns.filter(({ kind }) => kind === 'image');
  if (images.length === 0) return table;
  return {
    rowCount: table.rowCount,
    columns: {
      ...table.columns,
      ...Object.fromEntries(
        images.map(({ name }) => [
          name,
          (table.columns[name] ?? []).map((value) =>
            typeof value !== 'string' || value.startsWith('data:') || isAbsolute(value)
              ? value
              : join(directory, ...value.split('/')),
          ),
        ]),
      ),
    },
  };
}
