import { type Inspection, MlopsError, type Table } from '@create-mlops/contracts';
import type { Dataset } from '@create-mlops/dataset';
import type { Evidence } from './evidence.ts';

/** Opens the content that rows refer to. */
export type InspectRows = (table: Table, contract: Dataset['description']) => Promise<Inspection>;

/**
 * What the content of data and test file shows, both opened together so that equals are found across them; `null` where
 * nothing is referred to, or where the rows cannot be read, which other checks say.
 */
export async function inspectRows(
  dataset: Dataset,
  inspect: InspectRows | undefined,
): Promise<Evidence['images']> {
  const { description } = dataset;
  if (inspect === undefined || description.columns.every(({ kind }) => kind !== 'image'))
    return null;
  const loaded = await dataset.load().catch((error: unknown) => {
    if (error instanceof MlopsError) return null;
    throw error;
  });
  if (loaded === null) return null;
  const { data, test } = loaded;
  const { images } = await inspect(test === null ? data : joined(data, test), description);
  return {
    data: images.slice(0, data.rowCount),
    test: test === null ? null : images.slice(data.rowCount),
  };
}

function joined(data: Table, test: Table): Table {
  return {
    rowCount: data.rowCount + test.rowCount,
    columns: Object.fromEntries(
      Object.entries(data.columns).map(([name, values]) => [
        name,
        [...values, ...(test.columns[name] ?? [])],
      ]),
    ),
  };
}
