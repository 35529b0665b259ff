import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { goodRow } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';
import { servingSettingsSchema } from '../settings.ts';
import { openPredictionLog } from './prediction-log.ts';

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'prediction-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const settings = (overrides: object = {}) =>
  servingSettingsSchema.parse({ predictionLog: overrides }).predictionLog;
const noon = () => new Date('2026-01-31T12:00:00Z');
const request = (rows: readonly Record<string, string | number | boolean | null>[]) => ({
  id: 'r1',
  version: 3,
  secret: ['customer_id'],
  rows,
  answers: rows.map(() => ({ prediction: 'no', probability: 0.75 })),
});
const linesIn = (folder: string) =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line));

describe('openPredictionLog', () => {
  it('writes one line per row, with personal columns blanked', async () => {
    const folder = join(freshFolder(), 'churn', 'predictions');
    const log = openPredictionLog(folder, { model: 'churn', settings: settings(), now: noon });
    log.write(request([{ ...goodRow, customer_id: 'C7' }]));
    log.write(request([goodRow, goodRow]));
    await log.flush();
    expect(readdirSync(folder)).toEqual(['2026-01-31.ndjson']);
    const lines = linesIn(folder);
    expect(lines[0]).toEqual({
      id: 'r1',
      at: '2026-01-31T12:00:00.000Z',
      model: 'churn',
      version: 3,
      input: { ...goodRow, customer_id: null },
      prediction: 'no',
      probability: 0.75,
    });
    expect(lines.map(({ id }) => id)).toEqual(['r1', 'r1/0', 'r1/1']);
  });

  it('writes the rows that the sampler takes', async () => {
    const folder = freshFolder();
    let call = 0;
    const log = openPredictionLog(folder, {
      model: 'churn',
      settings: settings(),
      sampler: () => call++ % 4 === 0,
    });
    log.write(request(Array.from({ length: 40 }, () => goodRow)));
    await log.flush();
    expect(linesIn(folder)).toHaveLength(10);
  });

  it('starts a new file when one is full, and keeps the newest', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, '2026-01-01.ndjson'), '{}\n');
    writeFileSync(join(folder, 'mine.txt'), 'stays');
    const log = openPredictionLog(folder, {
      model: 'churn',
      settings: settings({ maxBytes: 1024, keepFiles: 3 }),
      now: noon,
    });
    for (let round = 0; round < 12; round++) {
      log.write(request([goodRow, goodRow]));
      await log.flush();
    }
    const names = readdirSync(folder).sort();
    expect(names).toEqual([
      '2026-01-31_004.ndjson',
      '2026-01-31_005.ndjson',
      '2026-01-31_006.ndjson',
      'mine.txt',
    ]);
  });

  it('goes on in the newest file of the day after a restart', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, '2026-01-31.ndjson'), `{"old":true}\n`);
    const log = openPredictionLog(folder, { model: 'churn', settings: settings(), now: noon });
    log.write(request([goodRow]));
    await log.close();
    expect(linesIn(folder)).toHaveLength(2);
  });

  it('drops and counts lines when the disk refuses, and works again when it does', async () => {
    const folder = join(freshFolder(), 'predictions');
    writeFileSync(folder, 'a file where the folder should be');
    let dropped = 0;
    let written = 0;
    const log = openPredictionLog(folder, {
      model: 'churn',
      settings: settings(),
      observer: {
        onDropped: (lines) => {
          dropped += lines;
        },
        onWritten: (lines) => {
          written += lines;
        },
      },
    });
    log.write(request([goodRow, goodRow]));
    await log.flush();
    expect([dropped, written]).toEqual([2, 0]);
    rmSync(folder);
    log.write(request([goodRow]));
    await log.flush();
    expect([dropped, written]).toEqual([2, 1]);
  });

  it('holds no more lines in memory than asked for', async () => {
    const folder = freshFolder();
    let dropped = 0;
    const log = openPredictionLog(folder, {
      model: 'churn',
      settings: settings({ queueLines: 3 }),
      sampler: () => true,
      observer: {
        onDropped: (lines) => {
          dropped += lines;
        },
      },
    });
    log.write(request([goodRow, goodRow]));
    expect(dropped).toBe(0);
    log.write(request([goodRow, goodRow, goodRow]));
    expect(dropped).toBe(2);
    await log.flush();
    expect(linesIn(folder)).toHaveLength(3);
  });

  it('answers requests although nothing can be logged, and counts it', async () => {
    const file = join(freshFolder(), 'occupied');
    writeFileSync(file, '');
    const reports: string[] = [];
    const app = await startedService({
      logDirectory: () => file,
      report: (line) => reports.push(line),
    });
    for (let call = 0; call < 3; call++) {
      const response = await app.inject({ method: 'POST', url: '/predict', payload: goodRow });
      expect(response.statusCode).toBe(200);
    }
    await expect
      .poll(async () => (await app.inject('/metrics')).body, { timeout: 10_000 })
      .toContain('prediction_log_dropped_total{model="churn"} 3');
    expect(reports.filter((line) => line.includes('dropped'))).toHaveLength(1);
  });

  it('reaches the disk before the service has closed', async () => {
    const folder = freshFolder();
    mkdirSync(folder, { recursive: true });
    const app = await startedService({ logDirectory: (model) => join(folder, model) });
    await app.inject({ method: 'POST', url: '/predict', payload: [goodRow, goodRow] });
    await app.close();
    expect(linesIn(join(folder, 'churn'))).toHaveLength(2);
  });
});
