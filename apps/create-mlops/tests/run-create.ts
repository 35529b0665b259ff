import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const app = join(import.meta.dirname, '..');

/** The command as it is published, built from the working tree once for each file of tests. */
function builtCommand(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'built-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const words = ['--import', 'tsx', join(app, 'build', 'build.ts'), folder];
  const built = spawnSync(process.execPath, words, { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The build failed: ${built.stderr}`);
  return [process.execPath, join(folder, 'create-mlops.cjs')];
}

/** The command, to be started in any folder. */
export const createCommand: readonly string[] = builtCommand();

/** Who commits; a machine may know nobody. */
export const somebody: NodeJS.ProcessEnv = {
  GIT_AUTHOR_NAME: 'Somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.org',
  GIT_COMMITTER_NAME: 'Somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.org',
};

/** Runs the command without a terminal, as CI does. */
export function runCreate(
  words: readonly string[],
  options: { readonly cwd: string; readonly environment?: NodeJS.ProcessEnv },
) {
  const [node = '', ...start] = createCommand;
  const run = spawnSync(node, [...start, ...words], {
    cwd: options.cwd,
    encoding: 'utf8',
    env: { ...process.env, ...somebody, ...options.environment },
  });
  return { code: run.status, signal: run.signal, stdout: run.stdout, stderr: run.stderr };
}

/** A new folder whose name has a space and a letter beyond ASCII. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'create mlöps-'));

export const entries = (directory: string): string[] => readdirSync(directory).sort();

/** A file of 60 rows that learn `y` from `a` and `b`. */
export function smallCsv(newline = '\n'): string {
  const rows = Array.from({ length: 60 }, (_, i) => `${(i * 7) % 23},${(i * 5) % 19},${i % 2}`);
  return `a,b,y\n${rows.join('\n')}\n`.replaceAll('\n', newline);
}
