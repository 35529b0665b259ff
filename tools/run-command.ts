import { spawn } from 'node:child_process';

export type CommandResult = {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
};

/**
 * Runs a command and keeps what it prints. Never throws for an exit code; a command that takes longer than `timeoutMs` is
 * ended and reported with code 124.
 */
export function runCommand(
  command: string,
  words: readonly string[],
  options: {
    readonly cwd: string;
    readonly environment?: NodeJS.ProcessEnv;
    readonly timeoutMs?: number;
    readonly onOutput?: (text: string) => void;
  },
): Promise<CommandResult> {
  const { cwd, environment = process.env, timeoutMs = 600_000, onOutput } = options;
  const started = Date.now();
  return new Promise((resolve) => {
    const isShellNeeded = process.platform === 'win32' && /^np[mx]$/.test(command);
    const child = spawn(command, words, {
      cwd,
      env: environment,
      shell: isShellNeeded,
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      const text = chunk.toString();
      output += text;
      onOutput?.(text);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const finish = (code: number) => {
      clearTimeout(timer);
      resolve({ code, output, seconds: (Date.now() - started) / 1000 });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(isLate ? 124 : (code ?? 130)));
  });
}
