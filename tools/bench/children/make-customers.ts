// node --import tsx make-customers.ts FOLDER ROWS: a data folder with one Parquet file of customers and its lock.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';

const [folder = '', rows = ''] = process.argv.slice(2);
mkdirSync(join(folder, 'raw'), { recursive: true });
const path = join(folder, 'raw', 'customers.parquet');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
/** A number from 0 to below `limit` that looks random and is the same every time. */
const drawn = (column: string, limit: number) => `(hash(i, '${column}') % ${limit})`;
// Lists count from 1.
const pick = (column: string, words: readonly string[]) =>
  `[${words.map((word) => `'${word}'`).join(', ')}][${drawn(column, words.length)}::INTEGER + 1]`;
await connection.run(`COPY (
  SELECT 'C' || lpad(i::VARCHAR, 7, '0') AS customer_id,
    (18 + ${drawn('age', 80)})::INTEGER AS age,
    ${pick('plan', ['basic', 'standard', 'premium'])} AS plan,
    ${pick('country', ['DE', 'ES', 'FR', 'PL'])} AS country,
    ${drawn('spend', 1_000_000)} / 100.0::DOUBLE AS monthly_spend,
    ${drawn('tenure', 121)}::INTEGER AS tenure_months,
    CASE WHEN ${drawn('gap', 50)} > 0 THEN (1 + ${drawn('satisfaction', 5)})::INTEGER END AS satisfaction,
    ${drawn('discount', 4)} = 0 AS has_discount,
    TIMESTAMP '2025-01-01' + to_seconds(${drawn('visit', 30_000_000)}::BIGINT) AS last_visit_at,
    CASE WHEN ${drawn('churn', 4)} = 0 THEN 'yes' ELSE 'no' END AS churn
  FROM range(${Number(rows)}) AS source(i)
) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
connection.closeSync();

const hash = createHash('sha256');
await pipeline(createReadStream(path), hash);
const columns = [
  'customer_id',
  'age',
  'plan',
  'country',
  'monthly_spend',
  'tenure_months',
  'satisfaction',
  'has_discount',
  'last_visit_at',
  'churn',
];
const file = {
  path: 'raw/customers.parquet',
  part: 'data',
  format: 'parquet',
  sha256: hash.digest('hex'),
  bytes: statSync(path).size,
  rows: Number(rows),
};
const lock = {
  schemaVersion: 1,
  capturedAt: '2026-01-01T00:00:00Z',
  files: [file],
  columns,
  classes: {},
};
writeFileSync(join(folder, 'dataset.lock.json'), JSON.stringify(lock));
process.stdout.write(`${JSON.stringify({ bytes: file.bytes })}\n`);
