import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { runChild } from '../run-child.ts';

const versions = 1_000;

type Found = {
  readonly registerMs: number;
  readonly firstListMs: number;
  readonly listMs: number;
  readonly cloneBytes: number;
};

/** The registry on a git branch, full: listing it, adding to it, and what it costs those who clone the repository. */
export const registry: Figure = {
  name: 'registry',
  measure: async (bench) => {
    bench.say(`registering ${versions} versions on a branch`);
    const words = [join(bench.folder, 'registry'), String(versions)];
    const { found } = await runChild<Found>('make-registry', words, { timeoutMs: 1_800_000 });
    const { registerMs, firstListMs, listMs, cloneBytes } = found;
    const name = `registry on git, ${versions.toLocaleString('en-US')} versions`;
    return [
      {
        name: `${name}: list`,
        measured: `${listMs.toFixed(0)} ms (${firstListMs.toFixed(0)} ms the first time on a machine)`,
        target: '≤ 1 s',
        met: Math.max(listMs, firstListMs) <= 1_000,
      },
      {
        name: `${name}: register`,
        measured: `${registerMs.toFixed(0)} ms`,
        target: '≤ 3 s',
        met: registerMs <= 3_000,
      },
      {
        name: `${name}: a plain clone`,
        measured: `${(cloneBytes / 2 ** 20).toFixed(2)} MB more`,
        target: '≤ 1 MB',
        met: cloneBytes <= 2 ** 20,
      },
    ];
  },
};
