import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';

/** `--help` of the built command, against a Node that does nothing. */
export const help: Figure = {
  name: 'help',
  measure: async (bench) => {
    const entry = await bench.command();
    const run = (words: readonly string[]) => async () =>
      (await measureProcess(process.execPath, words, { cwd: bench.folder })).ms;
    const { ours, bare } = await alternate(
      { ours: run([entry, '--help']), bare: run(['-e', '0']) },
      25,
    );
    const ratio = ours / bare;
    return [
      {
        name: '--help / node -e 0',
        measured: `${ratio.toFixed(2)} × (${ours.toFixed(0)} / ${bare.toFixed(0)} ms)`,
        target: '≤ 1.35 ×',
        met: ratio <= 1.35,
      },
    ];
  },
};
