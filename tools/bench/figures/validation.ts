import { join } from 'node:path';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { runChild } from '../run-child.ts';

const rows = 5_000_000;
/** zod's time grows with its rows and nothing else, so that a fifth of them is enough. */
const zodRows = 1_000_000;

type Found = { readonly seconds: number; readonly rows: number; readonly findings?: number };

/**
 * The 30 checks of one contract on 5 million rows × 10 columns of Parquet: this library, hashing the file for the lock and
 * drawing its sample included, against zod row by row. With all checks that run by default it does more than zod is asked.
 */
export const validation: Figure = {
  name: 'validation',
  measure: async (bench) => {
    const folder = join(bench.folder, 'customers');
    bench.say('writing 5 million rows');
    await runChild('make-customers', [folder, String(rows)]);
    let peakMb = 0;
    let findings = 0;
    const validate = (which: string) => async () => {
      const run = await runChild<Found>('validate-customers', [folder, which]);
      if (run.found.rows !== rows) throw new Error(`${run.found.rows} rows were read.`);
      peakMb = Math.max(peakMb, run.peakMb);
      findings = run.found.findings ?? 0;
      return run.found.seconds;
    };
    const { contract, all, zod } = await alternate(
      {
        contract: validate('contract'),
        all: validate('all'),
        zod: async () => {
          const { found } = await runChild<Found>('zod-customers', [folder, String(zodRows)]);
          if (found.rows !== zodRows) throw new Error(`${found.rows} rows were read.`);
          return found.seconds * (rows / zodRows);
        },
      },
      5,
    );
    const ratio = zod / contract;
    return [
      {
        name: 'validation, 5 M × 10 × 30 of Parquet / zod by row',
        measured: `${ratio.toFixed(1)} × (${contract.toFixed(2)} / ${zod.toFixed(1)} s); all ${findings} checks ${(zod / all).toFixed(1)} ×`,
        target: '≥ 10 ×',
        met: ratio >= 10,
      },
      {
        name: 'its memory, all checks',
        measured: `${peakMb.toFixed(0)} MB`,
        target: '≤ 1,000 MB',
        met: peakMb <= 1000,
      },
    ];
  },
};
