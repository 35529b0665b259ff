import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';
import { median } from '../median.ts';

/** What a project holds after a run; without it, the next run starts from nothing. */
const state = ['artifacts', 'registry', '.nx'];

/**
 * The pipeline on the churn sample: from nothing, and again when nothing changed, against Nx that finds no task to run. The
 * floor of the second is Nx itself with the same stages, all restored.
 */
export const pipeline: Figure = {
  name: 'pipeline',
  measure: async (bench) => {
    const project = await bench.project();
    // Without npm, whose own start is the same for both, but not the same for `run` and `exec`.
    const run = (words: readonly string[]) => async () =>
      (await measureProcess(process.execPath, words, { cwd: project })).ms;
    const whole = run([join('tools', 'pipeline.mjs')]);
    const colds: number[] = [];
    for (let round = 0; round < 3; round++) {
      for (const name of state) rmSync(join(project, name), { recursive: true, force: true });
      colds.push(await whole());
    }
    if (!existsSync(join(project, 'artifacts', 'churn', 'register'))) {
      throw new Error('The pipeline did not come as far as the registration.');
    }
    const entry = createRequire(join(project, 'package.json')).resolve('nx/bin/nx.js');
    const nx = (...words: string[]) => run([entry, 'run-many', ...words]);
    const stages = ['validate', 'train', 'evaluate', 'register', 'drift'];
    const { again, floor, bare } = await alternate(
      { again: whole, floor: nx('-t', ...stages), bare: nx('-t', 'no-such-target') },
      9,
    );
    const cold = median(colds) / 1000;
    const ratio = again / bare;
    return [
      {
        name: 'pipeline on the sample, cold',
        measured: `${cold.toFixed(1)} s`,
        target: '≤ 20 s',
        met: cold <= 20,
      },
      {
        name: 'pipeline, nothing to do / nx run-many without a task',
        measured: `${ratio.toFixed(2)} × (${again.toFixed(0)} / ${bare.toFixed(0)} ms; nx with all stages restored ${(floor / bare).toFixed(2)} ×)`,
        target: '≤ 1.1 ×',
        met: ratio <= 1.1,
      },
    ];
  },
};
