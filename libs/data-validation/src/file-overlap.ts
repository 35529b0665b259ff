import type { Database } from '@create-mlops/dataset';
import { ROWS_SHOWN, type RowsFound } from './need.ts';

/**
 * Rows of the test file that are equal to one of the data file, by each of several ways to compare them, in one group-by.
 *
 * @param hashes SQL of a row's hash by each way; rows whose hash is NULL are equal to none.
 */
export async function fileOverlap(
  database: Database,
  data: string,
  test: string,
  hashes: readonly string[],
): Promise<readonly RowsFound[]> {
  const keys = hashes.map((_, index) => `h${index}`);
  const hashed = hashes.map((sql, index) => `${sql} AS h${index}`).join(', ');
  const sets = keys.map((key) => `(${key})`).join(', ');
  const way = keys.length > 1 ? `GROUPING(${keys.join(', ')})` : '0';
  const groups = await database.all(
    `SELECT way, coalesce(sum(tests), 0)::DOUBLE AS count, min(first, ${ROWS_SHOWN}) AS rows FROM (
      SELECT ${way} AS way, count_if(part = 1) AS tests, count_if(part = 0) AS seen,
        min(__row) FILTER (WHERE part = 1) AS first, (${keys.map((key) => `${key} IS NOT NULL`).join(' OR ')}) AS whole FROM (
        SELECT ${hashed}, 0 AS part, __row FROM (${data})
        UNION ALL SELECT ${hashed}, 1 AS part, __row FROM (${test})
      ) GROUP BY GROUPING SETS (${sets}) HAVING tests > 0 AND seen > 0) WHERE whole GROUP BY way`,
  );
  return hashes.map((_, index) => {
    const number = keys.length > 1 ? 2 ** keys.length - 1 - 2 ** (keys.length - 1 - index) : 0;
    const answer = groups.find(({ way: found }) => Number(found) === number);
    const rows = answer?.rows;
    return {
      count: Number(answer?.count ?? 0),
      rows: Array.isArray(rows) ? rows.map(Number) : [],
      first: null,
    };
  });
}
