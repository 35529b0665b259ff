import { spawn } from 'node:child_process';
import { MlopsError } from '@create-mlops/contracts';

export type ProgramOptions = {
  /** Where the command runs: the folder of the stage. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Told what the program prints, as it prints it. */
  readonly onOutput?: (text: string) => void;
};

/** How a shell says that there is no such program: POSIX 127, cmd.exe 9009. */
const NOT_FOUND = [127, 9009];
/** Of what the program printed, this much is repeated when it fails. */
const LINES_SHOWN = 12;

/**
 * Runs a command line of the user's and waits for it.
 * @throws {MlopsError} COMMAND_FAILED when the program is missing, or ends with another code than 0.
 */
export async function runProgram(command: string, options: ProgramOptions): Promise<void> {
  const { folder, environment, onOutput = () => {} } = options;
  // By the shell of the system: people write `conda run …` or paths to a virtual environment.
  const child = spawn(command, {
    cwd: folder,
    shell: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONUNBUFFERED: '1', ...environment },
  });
  const end = () => child.kill();
  process.once('exit', end);
  let printed = '';
  const keep = (chunk: Buffer) => {
    const text = chunk.toString();
    printed = (printed + text).slice(-20_000);
    onOutput(text);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  try {
    const outcome = await new Promise<Outcome>((resolve) => {
      child.on('error', (cause) => resolve({ kind: 'unstarted', cause }));
      child.on('close', (code, signal) => resolve({ kind: 'ended', code, signal }));
    });
    if (outcome.kind === 'ended' && outcome.code === 0) return;
    throw failure(command, folder, outcome, lastLines(printed));
  } finally {
    process.off('exit', end);
  }
}

type Outcome =
  | { readonly kind: 'unstarted'; readonly cause: Error }
  | { readonly kind: 'ended'; readonly code: number | null; readonly signal: string | null };

function failure(command: string, folder: string, outcome: Outcome, lines: string): MlopsError {
  const said = lines === '' ? 'It printed nothing.' : `It said:\n${lines}`;
  if (outcome.kind === 'unstarted') {
    return new MlopsError(
      'COMMAND_FAILED',
      `\`${command}\` cannot be started in ${folder}: ${outcome.cause.message}.`,
      'Correct source.command in train/train.config.ts.',
      { cause: outcome.cause },
    );
  }
  if (outcome.code !== null && NOT_FOUND.includes(outcome.code)) {
    return new MlopsError(
      'COMMAND_FAILED',
      `\`${command}\` cannot be run: there is no such program. ${said}`,
      'Install it, or correct source.command in train/train.config.ts: give the path of the program, such as `.venv/bin/python train.py`.',
    );
  }
  const how =
    outcome.code === null
      ? `was ended by ${outcome.signal}`
      : `ended with exit code ${outcome.code}`;
  return new MlopsError(
    'COMMAND_FAILED',
    `\`${command}\` ${how}. ${said}`,
    `Run it by hand: set MLOPS_FOLDER to the folder that it was given, then \`${command}\` in ${folder}.`,
  );
}

function lastLines(text: string): string {
  const lines = text.trimEnd().split('\n').slice(-LINES_SHOWN);
  return lines.map((line) => line.trimEnd()).join('\n');
}
