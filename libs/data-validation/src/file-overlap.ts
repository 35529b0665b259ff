import type { ContractColumn } from '@create-mlops/contracts';
import type { Database } from '@create-mlops/dataset';
import { hashSql } from './find-groups.ts';
import { ROWS_SHOWN, type RowsFound } from './need.ts';

/** Rows of the test file whose values in these columns occur in the data file too, in one group-by. */
export async function fileOverlap(
  database: Database,
  data: string,
  test: string,
  columns: readonly ContractColumn[],
): Promise<RowsFound> {
  const hash = hashSql(columns.map((column) => column.name));
  const [answer = {}] = await database.all(
    `SELECT coalesce(sum(tests), 0)::DOUBLE AS count, min(first, ${ROWS_SHOWN}) AS rows FROM (
      SELECT count_if(part = 1) AS tests, count_if(part = 0) AS seen, min(__row) FILTER (WHERE part = 1) AS first FROM (
        SELECT ${hash} AS h, 0 AS part, __row FROM (${data})
        UNION ALL SELECT ${hash} AS h, 1 AS part, __row FROM (${test})
      ) GROUP BY h HAVING tests > 0 AND seen > 0)`,
  );
  const rows = answer.rows;
  return {
    count: Number(answer.count ?? 0),
    rows: Array.isArray(rows) ? rows.map(Number) : [],
    first: null,
  };
}
