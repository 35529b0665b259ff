import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { MlopsError } from '@create-mlops/contracts';

export type GitRun = {
  readonly isDone: boolean;
  /** Empty where standard output went into a file. */
  readonly output: Buffer;
  /** What git, and the other side of the line, said on standard error. */
  readonly said: string;
};

export type RunGit = (
  words: readonly string[],
  options?: { readonly input?: string | Buffer; readonly outputTo?: number },
) => GitRun;

/** A host that neither answers nor refuses must not hold a runner for hours. */
const patienceMs = 5 * 60_000;

/** Set where a hook of git starts us: they would point every command at the repository of the hook. */
const pointsElsewhere = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_SHALLOW_FILE',
];

/**
 * The environment of every git that we start: it speaks English, for what it says is read here, and asks nobody for a password.
 *
 * @param settings of git, for these commands alone. They travel in the environment: the list of processes shows words to every
 * user, and a workflow keeps its token in a setting.
 */
export function gitEnvironment(
  settings: ReadonlyArray<readonly [name: string, value: string]> = [],
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !pointsElsewhere.includes(name));
  const count = Number(environment.GIT_CONFIG_COUNT ?? 0) || 0;
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(count + settings.length),
    ...Object.fromEntries(
      settings.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${count + index}`, name],
        [`GIT_CONFIG_VALUE_${count + index}`, value],
      ]),
    ),
  };
}

/**
 * Git as a function.
 *
 * @throws {MlopsError} COMMAND_FAILED when it is not installed, NETWORK when it does not come to an end.
 */
export function gitIn(directory: string, environment: NodeJS.ProcessEnv): RunGit {
  return (words, { input, outputTo } = {}) => {
    const options: SpawnSyncOptions = {
      cwd: directory,
      env: environment,
      stdio: [input === undefined ? 'ignore' : 'pipe', outputTo ?? 'pipe', 'pipe'],
      maxBuffer: Number.POSITIVE_INFINITY,
      timeout: patienceMs,
      windowsHide: true,
      ...(input === undefined ? {} : { input }),
    };
    const run = spawnSync('git', words, options);
    if (run.error !== undefined) throw notStarted(run.error);
    return {
      isDone: run.status === 0,
      output: Buffer.from(run.stdout ?? ''),
      said: withoutPasswords(run.stderr?.toString() ?? ''),
    };
  };
}

/** The same while the process goes on with its work. */
export function gitInBackground(
  directory: string,
  environment: NodeJS.ProcessEnv,
): (words: readonly string[]) => Promise<GitRun> {
  return (words) =>
    new Promise((resolve, reject) => {
      const child = spawn('git', words, {
        cwd: directory,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: patienceMs,
        windowsHide: true,
      });
      const output: Buffer[] = [];
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      child.on('error', (error) => reject(notStarted(error)));
      child.on('close', (code) => {
        const all = Buffer.concat(output);
        resolve({ isDone: code === 0, output: all, said: withoutPasswords(said) });
      });
    });
}

function notStarted(cause: Error): MlopsError {
  const code = 'code' in cause ? cause.code : '';
  if (code === 'ETIMEDOUT') {
    return new MlopsError(
      'NETWORK',
      'The repository that holds the registry did not answer for five minutes.',
      'Try again; `git ls-remote` shows whether it can be reached.',
      { cause },
    );
  }
  return new MlopsError(
    'COMMAND_FAILED',
    'The registry is kept with git, but git cannot be started.',
    'Install git 2.31 or newer (https://git-scm.com; in an image: `--build-arg WITH_GIT=1`, as `npm run docker` does), or keep the registry in a folder or on an MLflow server: `MLOPS_REGISTRY`.',
    { cause },
  );
}

/** Addresses may carry a user and a password; a message must not. */
export const withoutPasswords = (text: string): string =>
  text.replace(/(\w+:\/\/)[^/\s@]+@/g, '$1');
