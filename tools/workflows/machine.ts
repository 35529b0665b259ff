import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePackagesShortcut } from './packages-shortcut.ts';
import type { PlannedJob } from './run-workflow.ts';

type Cache = { readonly key: string; readonly folder: string };
type Finished = { readonly name: string; readonly result: string; readonly summary: string };

/** What a provider keeps between jobs and runs: the repository, caches, artifacts, and its interface. */
export type Machine = {
  /** A bare repository. */
  readonly origin: string;
  readonly logPath: string;
  readonly freshFolder: (name: string) => string;
  readonly findCache: (keys: readonly string[]) => Cache | null;
  readonly keepCache: (key: string, path: string) => void;
  readonly artifact: (name: string) => string;
  readonly environment: (planned: PlannedJob) => NodeJS.ProcessEnv;
  readonly finished: (job: Finished) => void;
  /** Starts another run: artifacts are its own. */
  readonly startRun: (payload: unknown) => number;
  /** The jobs of the run that is going on, in order. */
  readonly jobs: () => readonly Finished[];
  readonly readLog: () => string;
};

/**
 * A provider in a folder. A job may push only where its token may: the repository's own hook asks for it.
 *
 * @param api address of what stands in for the provider's interface.
 */
export function openMachine(folder: string, project: string, api: string): Machine {
  const origin = join(folder, 'origin.git');
  const logPath = join(folder, 'log.txt');
  const caches: Cache[] = [];
  let run = 0;
  let payloadPath = '';
  let jobs: Finished[] = [];
  let made = 0;

  mkdirSync(folder, { recursive: true });
  spawnSync('git', ['clone', '-q', '--bare', project, origin]);
  const hook = join(origin, 'hooks', 'pre-receive');
  writeFileSync(
    hook,
    '#!/bin/sh\n[ "$TRY_CONTENTS" = write ] && exit 0\necho "This token may read contents, not write them." >&2\nexit 1\n',
  );
  chmodSync(hook, 0o755);
  spawnSync('git', ['config', 'uploadpack.allowAnySHA1InWant', 'true'], { cwd: origin });

  const npm = join(folder, 'bin');
  writePackagesShortcut(npm, join(folder, 'packages'));

  return {
    origin,
    logPath,
    freshFolder: (name) => {
      const path = join(folder, 'jobs', `${++made}-${name.replace(/\W+/g, '-')}`);
      mkdirSync(path, { recursive: true });
      return path;
    },
    findCache: (keys) => {
      for (const [index, key] of keys.entries()) {
        const found = caches.filter((entry) =>
          index === 0 ? entry.key === key : entry.key.startsWith(key),
        );
        const newest = found.at(-1);
        if (newest !== undefined) return newest;
      }
      return null;
    },
    keepCache: (key, path) => {
      if (caches.some((entry) => entry.key === key)) return;
      const place = join(folder, 'caches', String(caches.length));
      cpSync(path, place, { recursive: true });
      caches.push({ key, folder: place });
    },
    artifact: (name) => join(folder, 'artifacts', String(run), name),
    environment: ({ permissions, contexts }) => {
      const { event_name, ref, ref_name, sha, workflow_ref } = contexts.github as Record<
        string,
        string
      >;
      return {
        PATH: `${npm}:${process.env.PATH}`,
        LANG: 'C.UTF-8',
        npm_config_cache: npmCache(),
        npm_config_prefer_offline: 'true',
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_API_URL: api,
        GITHUB_SERVER_URL: 'https://example.org',
        GITHUB_REPOSITORY: 'acme/acme',
        GITHUB_ACTOR: 'ada',
        GITHUB_RUN_ID: String(run),
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_EVENT_NAME: event_name,
        GITHUB_EVENT_PATH: payloadPath,
        GITHUB_REF: ref,
        GITHUB_REF_NAME: ref_name,
        GITHUB_SHA: sha,
        GITHUB_WORKFLOW_REF: workflow_ref,
        TRY_CONTENTS: permissions.contents ?? 'none',
      };
    },
    finished: (job) => jobs.push(job),
    startRun: (payload) => {
      run++;
      jobs = [];
      payloadPath = join(folder, `event-${run}.json`);
      writeFileSync(payloadPath, JSON.stringify(payload));
      return run;
    },
    jobs: () => jobs,
    readLog: () => (existsSync(logPath) ? readFileSync(logPath, 'utf8') : ''),
  };
}

function npmCache(): string {
  return spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim();
}
