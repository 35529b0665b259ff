import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What is waited for, then what is typed, or which signal comes. */
export type Step = { readonly until: string } & (
  | { readonly type: string }
  | { readonly signal: 'SIGTERM' | 'SIGINT' }
);

export const keys = { enter: '\r', ctrlC: '\u0003', up: '\u001b[A', down: '\u001b[B' } as const;

const driver = join(import.meta.dirname, 'drive-terminal.py');

/** Whether this machine can give a command a terminal of its own: Python has the only driver that needs no native package. */
export const hasTerminal =
  process.platform !== 'win32' &&
  spawnSync('python3', ['-c', 'import pty'], { encoding: 'utf8' }).status === 0;
if (!hasTerminal) {
  process.stdout.write('There is no python3 with pty here: what needs a terminal is left out.\n');
}

/** Runs a command on a pseudo-terminal. `left` counts the steps that never had their turn. */
export async function onTerminal(
  command: readonly string[],
  steps: readonly Step[],
  options: {
    readonly cwd: string;
    readonly environment?: NodeJS.ProcessEnv;
    readonly seconds?: number;
  },
): Promise<{ readonly output: string; readonly code: number; readonly left: number }> {
  const task = JSON.stringify({ command, steps, timeout: options.seconds ?? 20 });
  const { CI: _ci, ...environment } = { ...process.env, ...options.environment };
  const child = spawn('python3', [driver, task], {
    cwd: options.cwd,
    env: { ...environment, TERM: 'xterm', ...options.environment },
  });
  let printed = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  if (printed === '') throw new Error(`The terminal's driver failed: ${complaint}`);
  return JSON.parse(printed);
}
