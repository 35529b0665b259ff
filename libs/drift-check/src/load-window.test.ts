import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeContract } from '@create-mlops/dataset';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadWindow } from './load-window.ts';

const folder = mkdtempSync(join(tmpdir(), 'window-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const description = describeContract(
  z.object({ x: z.number(), y: z.number().meta({ role: 'target' }) }),
);

function load(name: string, rows: number) {
  const currentDirectory = join(folder, name);
  mkdirSync(currentDirectory);
  const lines = Array.from({ length: rows }, (_, row) => row);
  writeFileSync(join(currentDirectory, 'new.csv'), `x\n${lines.join('\n')}\n`);
  return loadWindow({ currentDirectory, logDirectory: join(folder, 'no-log'), description });
}

describe('loadWindow', () => {
  it('takes every row of a window of usual size', async () => {
    const window = await load('small', 300);
    expect([window?.rows, window?.table.rowCount]).toEqual([300, 300]);
  });

  it('compares a sample of a large window, the same every time, and knows how many rows there are', async () => {
    const window = await load('large', 250_000);
    const again = await loadWindow({
      currentDirectory: join(folder, 'large'),
      logDirectory: folder,
      description,
    });
    expect(window?.rows).toBe(250_000);
    expect(Math.abs((window?.table.rowCount ?? 0) - 100_000)).toBeLessThan(1_000);
    const values = (window?.table.columns.x ?? []).map(Number);
    expect(again?.table.columns.x).toEqual(window?.table.columns.x);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length / 125_000).toBeCloseTo(
      1,
      1,
    );
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  it('is null without a file and without a log', async () => {
    const nowhere = join(folder, 'nowhere');
    expect(
      await loadWindow({ currentDirectory: nowhere, logDirectory: nowhere, description }),
    ).toBeNull();
  });
});
