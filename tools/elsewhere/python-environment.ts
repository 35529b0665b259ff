import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';

/** A virtual environment in a temporary folder. */
export type PythonEnvironment = {
  readonly python: string;
  /** Installs packages; what went wrong, or `null`. */
  readonly install: (packages: readonly string[], timeoutMs: number) => Promise<string | null>;
  readonly remove: () => void;
};

const isWindows = process.platform === 'win32';

/** Makes one with whatever Python 3 is there, or says why not. */
export async function openPythonEnvironment(): Promise<PythonEnvironment | string> {
  const folder = mkdtempSync(join(tmpdir(), 'python-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  for (const command of isWindows ? ['python', 'py'] : ['python3', 'python']) {
    const made = await runCommand(command, ['-m', 'venv', join(folder, 'venv')], { cwd: folder });
    const python = join(
      folder,
      'venv',
      ...(isWindows ? ['Scripts', 'python.exe'] : ['bin', 'python']),
    );
    if (made.code !== 0 || !existsSync(python)) continue;
    return {
      python,
      remove,
      async install(packages, timeoutMs) {
        const words = [
          '-m',
          'pip',
          'install',
          '--quiet',
          '--disable-pip-version-check',
          ...packages,
        ];
        const run = await runCommand(python, words, { cwd: folder, timeoutMs });
        if (run.code === 0) return null;
        if (run.code === 124) return `they took longer than ${timeoutMs / 1000} s to install`;
        return run.output.trim().split('\n').at(-1) ?? `pip exited with ${run.code}`;
      },
    };
  }
  remove();
  return 'there is no Python 3 with venv';
}
