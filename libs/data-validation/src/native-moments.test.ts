import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineDataset, hashFile } from '@create-mlops/dataset';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { validate } from './validate.ts';

const folder = mkdtempSync(join(tmpdir(), 'moments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Validates a Parquet file with a column of moments. */
async function validateMoments(name: string, moments: readonly string[], seen: z.ZodType) {
  const path = join(folder, `${name}.parquet`);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const values = moments.map((moment, at) => `(${moment}, ${at}, ${at % 2})`).join(', ');
  await connection.run(
    `COPY (SELECT * FROM (VALUES ${values}) AS t(seen, x, y)) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  const file = { path: `${name}.parquet`, part: 'data', format: 'parquet', rows: moments.length };
  const lock = {
    schemaVersion: 1,
    capturedAt: '2026-01-01T00:00:00Z',
    files: [{ ...file, bytes: statSync(path).size, sha256: await hashFile(path) }],
    columns: ['seen', 'x', 'y'],
    classes: {},
  };
  writeFileSync(join(folder, 'dataset.lock.json'), JSON.stringify(lock));
  const row = z.object({
    seen: seen.meta({ role: 'timestamp' }),
    x: z.number(),
    y: z.number().meta({ role: 'target' }),
  });
  const report = await validate({ model: 'm', dataset: defineDataset({ directory: folder, row }) });
  const finding = (check: string) =>
    report.findings.find((entry) => entry.check === check && entry.column === 'seen');
  return { report, type: finding('type'), future: finding('futureTimestamps') };
}

const local = z.iso.datetime({ local: true, offset: true });
const good = ["TIMESTAMP '2025-01-01 10:00:00'", "TIMESTAMP '2025-02-01 10:00:00.5'"];

describe('moments that a Parquet file holds as such', () => {
  it('are fine without being written as text', async () => {
    const { report, type, future } = await validateMoments('good', good, local);
    expect([type?.count, future?.count, report.queries]).toEqual([0, 0, 1]);
    expect(report.columns[0]?.missing).toBe(0);
  });

  it('break a contract that asks for a zone which they lack', async () => {
    const { type } = await validateMoments('unzoned', good, z.iso.datetime({ offset: true }));
    expect([type?.count, type?.rows]).toEqual([2, [1, 2]]);
  });

  it('break it when they have no four-digit year', async () => {
    const odd = ["TIMESTAMP '12025-01-01 00:00:00'", "TIMESTAMP 'infinity'"];
    const { type } = await validateMoments('odd', [...good, ...odd], local);
    expect(type?.rows).toEqual([3, 4]);
  });

  it('are found when they lie in the future, with the text of the first', async () => {
    const late = "TIMESTAMP '2027-01-01 00:00:00'";
    const { future } = await validateMoments('late', [...good, late], local);
    expect([future?.count, future?.rows]).toEqual([1, [3]]);
    expect(future?.received).toContain('2027-01-01T00:00:00');
  });
});
