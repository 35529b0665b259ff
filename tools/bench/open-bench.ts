import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './figure.ts';
import { measureProcess } from './measure-process.ts';

const root = join(import.meta.dirname, '..', '..');

/** A bench whose shared parts are made when the first figure asks for them. */
export function openBench(say: (text: string) => void): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'create-mlops-bench-'));
  const command = once(async () => {
    say('building the command');
    const build = join('apps', 'create-mlops', 'build', 'build.ts');
    const built = join(folder, 'command');
    await measureProcess(process.execPath, ['--import', 'tsx', build, built], { cwd: root });
    return join(built, 'create-mlops.cjs');
  });
  const project = once(async () => {
    const directory = join(folder, 'project');
    const entry = await command();
    await measureProcess(
      process.execPath,
      [entry, directory, '--yes', '--no-install', '--no-git'],
      { cwd: folder },
    );
    say('installing a generated project');
    await measureProcess('npm', ['install', '--no-audit', '--no-fund'], { cwd: directory });
    return directory;
  });
  return { folder, command, project, say };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
