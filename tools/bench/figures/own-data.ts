import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';
import { median } from '../median.ts';
import { runChild } from '../run-child.ts';

const rows = 1_000_000;
const rounds = 5;

/** The whole command on a person's own file of a million rows × 10 columns, without install and git. */
export const ownData: Figure = {
  name: 'own-data',
  measure: async (bench) => {
    const file = join(bench.folder, 'orders.csv');
    const { found } = await runChild<{ bytes: number }>('make-table', [file, String(rows)]);
    const entry = await bench.command();
    const seconds: number[] = [];
    let peakMb = 0;
    for (let round = 0; round < rounds; round++) {
      const directory = join(bench.folder, `orders-${round}`);
      const words = [directory, '--data', file, '--target', 'returned', '--yes'];
      const run = await measureProcess(
        process.execPath,
        [entry, ...words, '--no-install', '--no-git'],
        { cwd: bench.folder, memory: true },
      );
      seconds.push(run.ms / 1000);
      peakMb = Math.max(peakMb, run.peakMb);
      rmSync(directory, { recursive: true, force: true });
    }
    rmSync(file);
    const taken = median(seconds);
    return [
      {
        name: '--data, 1 M rows × 10 columns of CSV',
        measured: `${taken.toFixed(1)} s for ${(found.bytes / 1e6).toFixed(0)} MB`,
        target: '≤ 3 s',
        met: taken <= 3,
      },
      {
        name: 'its memory',
        measured: `${peakMb.toFixed(0)} MB`,
        target: '≤ 200 MB',
        met: peakMb <= 200,
      },
    ];
  },
};
