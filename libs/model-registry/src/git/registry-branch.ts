import { MlopsError } from '@create-mlops/contracts';
import { withFolderLock } from '../folder-lock.ts';
import { mirroredCommit, mirrorLog } from '../registry-mirror.ts';
import { pushRefusal } from './push-refusal.ts';
import type { RegistryClone } from './registry-clone.ts';
import {
  appendToLog,
  type LoggedEvent,
  modelOfLog,
  newestLogFile,
  parseRegistryLog,
  type RegistryLog,
} from './registry-log.ts';
import { registryPage } from './registry-page.ts';
import { withoutPasswords } from './run-git.ts';

/** What to add to the branch. */
export type Addition = {
  readonly model: string;
  readonly event: LoggedEvent;
  /** A ref that is made in the same push. */
  readonly version?: { readonly ref: string; readonly commit: string };
};

/** An answer for the caller, and what has to be pushed for it to be true; `null` when it already is. */
export type Decision<R> = { readonly answer: R; readonly add: Addition | null };

export type RegistryBranch = {
  /** Brings the mirror up to the remote, unless that was done a moment ago. */
  readonly look: () => void;
  /** The same while the process goes on with its work. */
  readonly lookAside: () => Promise<void>;
  /** Runs `body` with what the mirror shows, while no other process of this machine changes it. */
  readonly withMirrored: <R>(body: (log: RegistryLog) => R) => R;
  /**
   * Decides on what the remote says and pushes, again and again until nobody was faster in between.
   *
   * @param decide gets what the other side said to the push before, `''` at first.
   * @throws {MlopsError} REGISTRY_REFUSED, REGISTRY_BUSY, NETWORK, and what `decide` throws.
   */
  readonly change: <R>(decide: (log: RegistryLog, said: string) => Decision<R>) => R;
};

/** How long one change is tried again while others are faster. */
const patienceMs = 120_000;
const longestWaitMs = 1_500;

/** Somebody else's push crossed ours: no refusal, also where a host has its own words for it. */
const crossed =
  /stale info|fetch first|non-fast-forward|cannot lock ref|failed to (?:lock|update ref)|incorrect old value|reference already exists|\.lock/i;

export function openBranch(options: {
  readonly clone: RegistryClone;
  /** Of clone and mirror. */
  readonly folder: string;
  readonly remote: string;
  readonly branch: string;
  readonly freshForMs: number;
  readonly now: () => Date;
}): RegistryBranch {
  const { clone, folder, branch, now } = options;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const readLog = (commit: string | null): RegistryLog => {
    if (commit === null) return new Map();
    const logs = [...clone.files(commit)].filter(([path]) => modelOfLog(path) !== null);
    const texts = clone.texts(logs.map(([, id]) => id));
    return parseRegistryLog(new Map(logs.map(([path], index) => [path, texts[index] ?? ''])));
  };
  const isMirrored = (commit: string | null) => mirroredCommit(folder) === (commit ?? '');
  const mirror = (commit: string | null, log: RegistryLog) => {
    if (!isMirrored(commit)) mirrorLog(folder, log, commit);
    lookedAt = performance.now();
  };
  const fetchLog = () => {
    const commit = clone.fetch();
    const log = readLog(commit);
    mirror(commit, log);
    return { commit, log };
  };

  const commitAddition = (before: string | null, log: RegistryLog, addition: Addition) => {
    const { model, event } = addition;
    const next = appendToLog(log, model, event);
    const page = { path: 'README.md', text: registryPage(next, branch) };
    const [commit = ''] = clone.commit([
      {
        message: subjectOf(model, event),
        at: now(),
        parent: before,
        files: [newestLogFile(next, model), page],
      },
    ]);
    return { next, commit };
  };

  return {
    look: () => {
      if (performance.now() - lookedAt < options.freshForMs) return;
      withFolderLock(folder, () => {
        const commit = clone.fetch();
        if (isMirrored(commit)) lookedAt = performance.now();
        else mirror(commit, readLog(commit));
      });
    },
    lookAside: async () => {
      const commit = await clone.ask();
      if (isMirrored(commit)) return;
      if (commit !== null) await clone.bring(`refs/heads/${branch}`);
      withFolderLock(folder, () => {
        const shown = mirroredCommit(folder) ?? '';
        // Another process may have seen something newer meanwhile.
        const isPast = commit !== null && shown !== '' && clone.isIn(commit, shown);
        if (!isPast && clone.adopt(commit)) mirror(commit, readLog(commit));
      });
    },
    withMirrored: (body) =>
      withFolderLock(folder, () => body(readLog(mirroredCommit(folder) || null))),
    change: (decide) =>
      withFolderLock(folder, () => {
        const started = performance.now();
        let said = '';
        for (let round = 1; ; round++) {
          const { commit: before, log } = fetchLog();
          const { answer, add } = decide(log, said);
          if (add === null) return answer;
          const { next, commit } = commitAddition(before, log, add);
          const { version } = add;
          const push = clone.push({
            before,
            after: commit,
            ...(version === undefined ? {} : { version }),
          });
          said = push.said;
          const tip = push.isOver ? commit : clone.fetch();
          if (tip === commit) mirror(tip, next);
          // The answer to a push may be lost although the push was not.
          if (tip !== null && (tip === commit || clone.isIn(commit, tip))) return answer;
          if (tip === before && !crossed.test(said)) {
            throw pushRefusal(said, branch, withoutPasswords(options.remote));
          }
          if (performance.now() - started > patienceMs) throw busy(branch);
          wait(Math.random() * Math.min(longestWaitMs, 40 * 2 ** round));
        }
      }),
  };
}

function subjectOf(model: string, { event, version, alias }: LoggedEvent): string {
  if (event === 'registered') return `${model}: register version ${version}\n`;
  if (event === 'evaluated') return `${model}: keep what the gate says now of version ${version}\n`;
  if (event === 'expired') return `${model}: let version ${version} expire\n`;
  if (event === 'promoted') return `${model}: promote version ${version}\n`;
  if (event === 'rolledBack') return `${model}: roll back to version ${version}\n`;
  return `${model}: make version ${version} the ${alias ?? 'candidate'}\n`;
}

function busy(branch: string): MlopsError {
  return new MlopsError(
    'REGISTRY_BUSY',
    `Others have been pushing to \`${branch}\` for two minutes, each time a moment before us.`,
    'Nothing was written. Try again.',
  );
}

const wait = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
