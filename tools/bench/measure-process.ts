import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Measured = {
  readonly output: string;
  /** From start to exit. */
  readonly ms: number;
  /** The most resident memory of the largest Node process among it and its children; 0 unless asked for. */
  readonly peakMb: number;
};

/**
 * Runs a command to its end and measures it.
 *
 * @throws {Error} with its output when it exits with anything but 0, or does not end within `timeoutMs`.
 */
export async function measureProcess(
  command: string,
  words: readonly string[],
  options: {
    readonly cwd: string;
    readonly memory?: boolean;
    readonly timeoutMs?: number;
    readonly environment?: NodeJS.ProcessEnv;
  },
): Promise<Measured> {
  const { cwd, memory = false, timeoutMs = 300_000, environment = {} } = options;
  const folder = memory ? mkdtempSync(join(tmpdir(), 'bench-peak-')) : null;
  const preload = JSON.stringify(
    join(import.meta.dirname, 'peak-memory.cjs').replaceAll('\\', '/'),
  );
  const watched =
    folder === null ? {} : { NODE_OPTIONS: `--require ${preload}`, BENCH_PEAK_FOLDER: folder };
  try {
    const run = await runToEnd(command, words, {
      cwd,
      timeoutMs,
      env: { ...process.env, ...environment, ...watched },
    });
    return { ...run, peakMb: folder === null ? 0 : peakIn(folder) };
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

function runToEnd(
  command: string,
  words: readonly string[],
  options: { readonly cwd: string; readonly timeoutMs: number; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly output: string; readonly ms: number }> {
  const { cwd, timeoutMs, env } = options;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, words, {
      cwd,
      env,
      shell: process.platform === 'win32' && /^np[mx]$/.test(command),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    let ms = 0;
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', reject);
    child.on('exit', () => {
      ms = performance.now() - started;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ output, ms });
      else reject(new Error(`${command} ${words.join(' ')} exited with ${code}:\n${output}`));
    });
  });
}

function peakIn(folder: string): number {
  const peaks = readdirSync(folder).map((name) => Number(readFileSync(join(folder, name), 'utf8')));
  return Math.max(0, ...peaks) / 1e6;
}
