import { type Database, quoteName, rawColumnName } from '@create-mlops/dataset';
import { type Need, noRowsFound, ROWS_SHOWN, type RowsFound } from './need.ts';

export type GroupNeed = Extract<Need, { readonly kind: 'keys' | 'dependency' }>;

/**
 * Answers all needs that compare rows with each other in one group-by over grouping sets: copies of rows, keys that
 * are not unique, dependencies that do not hold. Values are compared by 64-bit hashes.
 *
 * `count` is the number of rows beyond the first of each group (for a dependency: of groups that break it); `rows` are
 * the last rows of such groups.
 */
export async function findGroups(
  database: Database,
  data: { readonly sql: string; readonly isNumbered: boolean },
  needs: readonly GroupNeed[],
): Promise<ReadonlyMap<string, RowsFound>> {
  const found = new Map<string, RowsFound>(needs.map((need) => [need.key, noRowsFound]));
  if (needs.length === 0) return found;
  const hashes = needs.map((need, index) => {
    const columns = need.kind === 'keys' ? need.columns : need.from;
    const isSkipped = need.kind === 'dependency' || need.skipMissing;
    const compared = need.by === undefined ? columns.map(quoteName) : [need.by];
    const missing = isSkipped ? compared.map((sql) => `${sql} IS NULL`) : ['false'];
    const content = need.by === undefined ? hashSql(columns) : `hash(${need.by})`;
    const hash = `CASE WHEN NOT (${missing.join(' OR ')}) THEN ${content} END AS h${index}`;
    return need.kind === 'dependency' ? `${hash}, ${hashSql([need.to])} AS t${index}` : hash;
  });
  const keys = needs.map((_, index) => `h${index}`);
  const targets = needs.flatMap((need, index) =>
    need.kind === 'dependency' ? [`min(t${index}) < max(t${index}) AS d${index}`] : [],
  );
  const groups = [
    `SELECT ${needs.length > 1 ? `GROUPING(${keys.join(', ')})` : '0'} AS g`,
    `count(*) AS c, max(__row) AS last`,
    `(${keys.map((key) => `${key} IS NOT NULL`).join(' OR ')}) AS whole`,
    ...targets,
  ].join(', ');
  const setOf = keys.map((key) => `(${key})`).join(', ');
  const inner = `${groups} FROM (SELECT __row, ${hashes.join(', ')} FROM (${data.sql})) GROUP BY GROUPING SETS (${setOf})`;
  const breaks = needs.map((need, index) => {
    const set = `g = ${needs.length > 1 ? groupingNumber(index, needs.length) : 0} AND whole`;
    return need.kind === 'keys' ? `${set} AND c > 1` : `${set} AND d${index}`;
  });
  const answers = needs.map(
    (need, index) =>
      `coalesce(sum(${need.kind === 'keys' ? 'c - 1' : '1'}) FILTER (WHERE ${breaks[index]}), 0)::DOUBLE AS a${index}, ` +
      `min(last, ${ROWS_SHOWN}) FILTER (WHERE ${breaks[index]}) AS r${index}`,
  );
  const ask = data.isNumbered ? database.allUnordered : database.all;
  const [answer = {}] = await ask(`SELECT ${answers.join(', ')} FROM (${inner})`);
  needs.forEach((need, index) => {
    const rows = answer[`r${index}`];
    found.set(need.key, {
      count: Number(answer[`a${index}`] ?? 0),
      rows: Array.isArray(rows) ? rows.map(Number) : [],
      first: null,
    });
  });
  return found;
}

/** Equal values have equal hashes; a cell that does not cast counts by its text. */
export function hashSql(columns: readonly string[]): string {
  const parts = columns.flatMap((name) => [quoteName(name), quoteName(rawColumnName(name))]);
  return `hash(${parts.join(', ')})`;
}

/** GROUPING() has a 1 for each key that is not grouped by; the first key is the highest bit. */
function groupingNumber(index: number, count: number): number {
  return 2 ** count - 1 - 2 ** (count - 1 - index);
}
