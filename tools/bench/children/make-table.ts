// node --import tsx make-table.ts FILE ROWS: a CSV file of ten columns as people have them.
import { statSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [path = '', rows = ''] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const drawn = (salt: string, limit: number) => `(hash(i, '${salt}') % ${limit})`;
await connection.run(`COPY (
  SELECT 'R' || i AS order_id,
    TIMESTAMP '2025-01-01' + to_seconds(${drawn('at', 30_000_000)}::BIGINT) AS ordered_at,
    ['north', 'south', 'east', 'west'][${drawn('region', 4)}::INTEGER + 1] AS region,
    'P' || ${drawn('product', 800)} AS product,
    1 + ${drawn('quantity', 20)} AS quantity,
    ${drawn('price', 100_000)} / 100.0 AS price,
    CASE WHEN ${drawn('gap', 20)} > 0 THEN ${drawn('discount', 500)} / 10.0 END AS discount,
    18 + ${drawn('age', 70)} AS age,
    ${drawn('member', 3)} = 0 AS member,
    CASE WHEN ${drawn('returned', 5)} = 0 THEN 'yes' ELSE 'no' END AS returned
  FROM range(${Number(rows)}) AS source(i)
) TO '${path.replaceAll("'", "''")}' (FORMAT csv, HEADER)`);
connection.closeSync();
process.stdout.write(`${JSON.stringify({ bytes: statSync(path).size })}\n`);
