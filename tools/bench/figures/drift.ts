import { join } from 'node:path';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { runChild } from '../run-child.ts';

const rows = 1_000_000;

type Found = {
  readonly seconds: number;
  readonly windowRows: number;
  readonly comparedRows: number;
  readonly drifted: number;
};

/** A window of a million rows × 20 columns against a bundle's profile: reading, predicting and every detector. */
export const drift: Figure = {
  name: 'drift',
  measure: async (bench) => {
    const folder = join(bench.folder, 'visits');
    bench.say('training a model and writing two windows of 1 million rows');
    await runChild('make-visits', [folder, String(rows)]);
    let comparedRows = 0;
    const check = (format: string) => async () => {
      const { found } = await runChild<Found>('drift-visits', [folder, format]);
      if (found.windowRows !== rows) throw new Error(`${found.windowRows} rows were read.`);
      if (found.drifted !== 1) throw new Error(`${found.drifted} columns drifted, not one.`);
      comparedRows = found.comparedRows;
      return found.seconds;
    };
    const taken = await alternate({ parquet: check('parquet'), csv: check('csv') }, 3);
    return [
      {
        name: 'drift check, 1 M rows × 20 columns',
        measured: `${taken.csv.toFixed(1)} s of CSV, ${taken.parquet.toFixed(1)} s of Parquet (${comparedRows.toLocaleString('en-US')} rows compared)`,
        target: '≤ 5 s',
        met: Math.max(taken.csv, taken.parquet) <= 5,
      },
    ];
  },
};
