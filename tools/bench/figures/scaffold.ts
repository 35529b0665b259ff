import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alternate } from '../alternate.ts';
import type { Bench, Figure } from '../figure.ts';
import { measureProcess } from '../measure-process.ts';

/** A whole project without install and git, against create-next-app's; each writes to a folder of its own. */
export const scaffold: Figure = {
  name: 'scaffold',
  measure: async (bench) => {
    const name = 'a project, no install, no git / create-next-app';
    const target = '≤ 1.0 ×';
    const next = await installNextApp(bench);
    if (next === null) {
      return [{ name, measured: 'create-next-app cannot be installed', target, met: null }];
    }
    const entry = await bench.command();
    const folder = join(bench.folder, 'scaffold');
    mkdirSync(folder, { recursive: true });
    const run = async (words: readonly string[], made: string) => {
      const { ms } = await measureProcess(process.execPath, words, {
        cwd: folder,
        environment: { NEXT_TELEMETRY_DISABLED: '1', CI: '1' },
      });
      if (!existsSync(join(folder, made, 'package.json'))) throw new Error(`There is no ${made}.`);
      return ms;
    };
    const nextFlags = ['--ts', '--yes', '--skip-install', '--disable-git'];
    const { ours, theirs } = await alternate(
      {
        ours: (round) =>
          run([entry, `ours-${round}`, '--yes', '--no-install', '--no-git'], `ours-${round}`),
        theirs: (round) => run([next, `theirs-${round}`, ...nextFlags], `theirs-${round}`),
      },
      15,
    );
    rmSync(folder, { recursive: true, force: true });
    const ratio = ours / theirs;
    const measured = `${ratio.toFixed(2)} × (${ours.toFixed(0)} / ${theirs.toFixed(0)} ms)`;
    return [{ name, measured, target, met: ratio <= 1 }];
  },
};

/** The counterpart's entry file; `null` when npm cannot get it here. */
async function installNextApp(bench: Bench): Promise<string | null> {
  const folder = join(bench.folder, 'next-app');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const words = ['install', 'create-next-app', '--no-audit', '--no-fund'];
  try {
    await measureProcess('npm', words, { cwd: folder, timeoutMs: 120_000 });
  } catch (error) {
    bench.say(error instanceof Error ? error.message : String(error));
    return null;
  }
  return join(folder, 'node_modules', 'create-next-app', 'dist', 'index.js');
}
