import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, MlopsError } from '@create-mlops/contracts';
import { locateStage, type StageLocation } from './locate-stage.ts';
import { outliveReader } from './outlive-reader.ts';
import { writeJson } from './write-file-atomic.ts';

/** What a running stage can do besides its work. */
export type Stage = StageLocation & {
  /** A path below `artifacts/<model>`. */
  readonly artifact: (...segments: string[]) => string;
  /** True with `--json`: the report goes to standard output and nothing else does. */
  readonly json: boolean;
  /** A line for people; silent with `--json`. */
  readonly print: (line: string) => void;
  /** What came out, last of all: the text, or with `--json` the report. */
  readonly finish: (report: unknown, text: string) => void;
};

/**
 * Runs one stage: its body returns the exit code. Errors become two sentences on standard error, what happened and
 * what to do, and the code that belongs to them; only a defect of ours shows a stack.
 */
export async function runStage(
  stageDirectory: string,
  body: (stage: Stage) => Promise<number>,
): Promise<void> {
  await runMain(async () => {
    const location = locateStage(stageDirectory);
    const json = process.argv.includes('--json');
    const failure = join(location.artifacts, 'failures', `${location.stage}.json`);
    rmSync(failure, { force: true });
    const ran = body({
      ...location,
      artifact: (...segments) => join(location.artifacts, ...segments),
      json,
      print: (line) => {
        if (!json) process.stdout.write(`${line}\n`);
      },
      finish: (report, text) => {
        process.stdout.write(`${json ? JSON.stringify(report, null, 2) : text}\n`);
      },
    });
    return ran.catch((error: unknown) => {
      // Nx turns every code into 1 or 130; whoever started it reads here what happened.
      if (error instanceof MlopsError) {
        const { code, message, hint, exitCode } = error;
        writeJson(failure, { stage: location.stage, code, exitCode, message, hint });
      }
      throw error;
    });
  });
}

/**
 * The frame around every `main`: errors to sentences, signals to 130, and the exit code of the body, whether or not somebody
 * still reads what it prints.
 */
export async function runMain(body: () => Promise<number>): Promise<void> {
  outliveReader();
  const interrupt = () => process.exit(exitCodes.interrupted);
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    process.exitCode = await body();
  } catch (error) {
    process.exitCode = reportError(error);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function reportError(error: unknown): number {
  if (error instanceof MlopsError) {
    process.stderr.write(`\n${error.message}\n→ ${error.hint}\n(${error.code})\n`);
    return error.exitCode;
  }
  process.stderr.write(
    `\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.stderr.write(
    '→ This is a defect, not something you did. Please report it with the lines above.\n',
  );
  return exitCodes.bug;
}
