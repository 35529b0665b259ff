import { type Database, openDatabase } from './open-database.ts';
import { readSource } from './read-source.ts';
import { readerSql } from './source-sql.ts';

/**
 * How many rows a canonical file has, without reading their cells.
 *
 * @throws {MlopsError} as `readSource` does.
 */
export async function countRows(
  path: string,
  options: { readonly database?: Database } = {},
): Promise<number> {
  const database = options.database ?? (await openDatabase());
  try {
    const source = await readSource(database, path);
    const [answer] = await database.allUnordered(`SELECT count(*) AS n FROM ${readerSql(source)}`);
    return Number(answer?.n ?? 0);
  } finally {
    if (options.database === undefined) await database.close();
  }
}
