import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { type Commit, fastImport } from './fast-import.ts';
import {
  type GitRun,
  gitEnvironment,
  gitIn,
  gitInBackground,
  withoutPasswords,
} from './run-git.ts';

/** What became of a push: `isOver` when everything arrived; otherwise nothing did, and `said` tells why. */
export type Pushed = { readonly isOver: boolean; readonly said: string };

/**
 * The bare clone of this machine. It holds the branch, and of the bundles those that were asked for; the user's own repository,
 * index and files are never touched. A clone that was damaged is made anew.
 */
export type RegistryClone = {
  /** Brings the branch. @returns its newest commit, or `null` when the remote has no such branch. */
  readonly fetch: () => string | null;
  /** The newest commit of the remote's branch, without bringing it. */
  readonly ask: () => Promise<string | null>;
  /** Brings a ref's contents while the process goes on; nothing here names them yet. */
  readonly bring: (ref: string) => Promise<void>;
  /** Takes a commit that was brought for the branch's newest. @returns false when it is not here. */
  readonly adopt: (commit: string | null) => boolean;
  /** Brings the commit of one version. @throws {MlopsError} BUNDLE_MISSING when the remote has it no longer, BUNDLE_BROKEN. */
  readonly fetchVersion: (ref: string, commit: string) => void;
  /** The files of a commit: path → id of the content. */
  readonly files: (commit: string) => Map<string, string>;
  /** The text of contents, in the order asked for. */
  readonly texts: (ids: readonly string[]) => string[];
  /** Writes one content into a file, byte for byte. */
  readonly writeFile: (id: string, path: string) => void;
  /** Takes files in, byte for byte. @returns their ids. */
  readonly takeIn: (paths: readonly string[]) => string[];
  /** Makes commits out of contents and texts. @returns their ids. */
  readonly commit: (commits: readonly Commit[]) => string[];
  /** Moves the remote's branch from `before` to `after`, and with it makes a version; all of it or nothing. */
  readonly push: (change: {
    readonly before: string | null;
    readonly after: string;
    readonly version?: { readonly ref: string; readonly commit: string };
  }) => Pushed;
  /**
   * Deletes a version's ref there and here, if it still names that commit.
   *
   * @returns what the other side said when it refused; `null` when the ref is gone.
   */
  readonly remove: (ref: string, commit: string) => string | null;
  /** Whether a commit is in the history of another. */
  readonly isIn: (commit: string, history: string) => boolean;
};

export const versionRef = (model: string, version: number) => `refs/models/${model}/${version}`;

const damage =
  /\.lock': File exists|not a git repository|corrupt|bad object|unable to (?:read|unpack)|missing (?:blob|tree|commit)|loose object|garbage at end|packfile .* (?:cannot|does not)/i;
const farDamage =
  /remote: .*(?:fatal|error|aborting)|early EOF|remote did not send|index-pack failed/i;

export function openClone(options: {
  readonly root: string;
  readonly folder: string;
  readonly settings: ReadonlyArray<readonly [string, string]>;
  readonly remote: string;
  readonly branch: string;
}): RegistryClone {
  const { root, remote, branch } = options;
  const directory = join(options.folder, 'git');
  const name = withoutPasswords(remote);
  const branchRef = `refs/heads/${branch}`;
  // Seen from the project's folder, for a remote may be a relative path.
  const environment = {
    ...gitEnvironment([
      ...options.settings,
      ['gc.autoDetach', 'false'],
      ['maintenance.autoDetach', 'false'],
      ['push.gpgSign', 'false'],
      ['core.longPaths', 'true'],
    ]),
    GIT_DIR: directory,
  };
  const run = gitIn(root, environment);
  const runAside = gitInBackground(root, environment);

  const start = () => {
    if (existsSync(join(directory, 'HEAD'))) return;
    mkdirSync(dirname(directory), { recursive: true });
    must(run(['init', '--bare', '--quiet', '--template=']));
  };
  /** Runs once more in a new clone when this one was damaged, as by a machine that went off. */
  const inWhole = (words: readonly string[]) => {
    start();
    const first = run(words);
    if (first.isDone || !damage.test(first.said) || farDamage.test(first.said)) return first;
    rmSync(directory, { recursive: true, force: true });
    start();
    return run(words);
  };
  const idOf = (ref: string): string | null => {
    if (!existsSync(join(directory, 'HEAD'))) return null;
    const found = run(['rev-parse', '--verify', '--quiet', ref]);
    return found.isDone ? found.output.toString().trim() : null;
  };
  const fetching = (ref: string, refspec = ref) => [
    'fetch',
    // All of the history stands in the newest commit's files; those before it are not needed to go on.
    ...(idOf(ref) === null ? ['--depth=1'] : []),
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--refmap=',
    '--recurse-submodules=no',
    remote,
    refspec,
  ];
  const fetchRef = (ref: string) => inWhole(fetching(ref, `+${ref}:${ref}`));
  const isAbsent = (said: string) => /couldn't find remote ref/i.test(said);

  const send = (flags: readonly string[], refs: readonly string[]) =>
    run([
      'push',
      '--porcelain',
      '--no-verify',
      '--recurse-submodules=no',
      ...flags,
      remote,
      ...refs,
    ]);

  return {
    fetch: () => {
      const fetched = fetchRef(branchRef);
      if (fetched.isDone) return idOf(branchRef);
      if (!isAbsent(fetched.said)) throw unreachable(name, fetched.said);
      run(['update-ref', '-d', branchRef]);
      return null;
    },
    ask: async () => {
      start();
      const { isDone, output, said } = await runAside(['ls-remote', remote, branchRef]);
      if (!isDone) throw unreachable(name, said);
      return /^[0-9a-f]+/.exec(output.toString())?.[0] ?? null;
    },
    bring: async (ref) => {
      const { isDone, said } = await runAside(fetching(ref));
      if (!isDone) throw unreachable(name, said);
    },
    adopt: (commit) =>
      run(commit === null ? ['update-ref', '-d', branchRef] : ['update-ref', branchRef, commit])
        .isDone,
    fetchVersion: (ref, commit) => {
      start();
      const isHere = () => run(['cat-file', '-e', `${commit}^{commit}`]).isDone;
      if (isHere()) return;
      const fetched = fetchRef(ref);
      if (fetched.isDone) {
        if (isHere()) return;
        throw damagedBundle(`${ref} at ${name}`, 'it was pointed at something else.');
      }
      if (isAbsent(fetched.said)) {
        throw new MlopsError(
          'BUNDLE_MISSING',
          `${name} has no ${ref} any more: that bundle was deleted there.`,
          'Choose another version with `npm run registry list`, or train again with `npm run pipeline`.',
        );
      }
      if (damage.test(fetched.said) || farDamage.test(fetched.said)) {
        throw damagedBundle(`${ref} at ${name}`, fetched.said);
      }
      throw unreachable(name, fetched.said);
    },
    files: (commit) => {
      const listed = must(run(['ls-tree', '-r', '-z', commit])).output.toString();
      const entries = listed.split('\0').filter((entry) => entry !== '');
      return new Map(
        entries.map((entry) => {
          const [about = '', path = ''] = entry.split('\t');
          return [path, about.split(' ')[2] ?? ''];
        }),
      );
    },
    texts: (ids) => {
      if (ids.length === 0) return [];
      const input = `${ids.join('\n')}\n`;
      return splitBatch(must(run(['cat-file', '--batch'], { input })).output, ids.length);
    },
    writeFile: (id, path) => {
      mkdirSync(dirname(path), { recursive: true });
      const descriptor = openSync(path, 'w');
      try {
        const written = run(['cat-file', 'blob', id], { outputTo: descriptor });
        if (!written.isDone) throw damagedBundle(path, written.said);
      } finally {
        closeSync(descriptor);
      }
    },
    takeIn: (paths) => {
      start();
      const input = `${paths.join('\n')}\n`;
      const words = ['hash-object', '-w', '--no-filters', '--stdin-paths'];
      return must(run(words, { input })).output.toString().trim().split('\n');
    },
    commit: (commits) => {
      start();
      const words = ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'];
      const input = fastImport(commits);
      return must(run(words, { input })).output.toString().trim().split('\n');
    },
    push: ({ before, after, version }) => {
      const lease = `--force-with-lease=${branchRef}:${before ?? ''}`;
      const move = `${after}:${branchRef}`;
      if (version === undefined) return pushed(send([lease], [move]));
      // An empty expectation: it must not be there yet.
      const isNew = `--force-with-lease=${version.ref}:`;
      const make = `${version.commit}:${version.ref}`;
      const both = send(['--atomic', lease, isNew], [make, move]);
      if (both.isDone || !/does not support --atomic/.test(both.said)) return pushed(both);
      // One after the other: a version that the branch does not name yet is seen by nobody.
      const made = pushed(send([isNew], [make]));
      if (!made.isOver) return made;
      const moved = pushed(send([lease], [move]));
      if (!moved.isOver) {
        send([`--force-with-lease=${version.ref}:${version.commit}`], [`:${version.ref}`]);
      }
      return moved;
    },
    remove: (ref, commit) => {
      const { isOver, said } = pushed(send([`--force-with-lease=${ref}:${commit}`], [`:${ref}`]));
      run(['update-ref', '-d', ref]);
      return isOver || /stale info|does not exist/.test(said) ? null : said;
    },
    isIn: (commit, history) => run(['merge-base', '--is-ancestor', commit, history]).isDone,
  };
}

/** Both what git prints about each branch, and what the other side said. */
const pushed = ({ isDone, output, said }: GitRun): Pushed => ({
  isOver: isDone,
  said: `${said}\n${output.toString()}`,
});

function splitBatch(output: Buffer, count: number): string[] {
  const texts: string[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const end = output.indexOf('\n', at);
    const size = Number(output.toString('utf8', at, end).split(' ')[2]);
    if (end < 0 || Number.isNaN(size)) throw damagedBundle('The registry branch', '');
    texts.push(output.toString('utf8', end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return texts;
}

function must(run: GitRun): GitRun {
  if (run.isDone) return run;
  throw new MlopsError(
    'COMMAND_FAILED',
    `Git could not do its part of the registry: ${firstLines(run.said)}`,
    'Delete the folder `mlops-registry` below .git, which is fetched again, and try once more.',
  );
}

function unreachable(name: string, said: string): MlopsError {
  const isUnknown = /does not appear to be a git repository|No such remote/i.test(said);
  return new MlopsError(
    isUnknown ? 'SETTINGS_INVALID' : 'NETWORK',
    isUnknown
      ? `The registry is kept with git at "${name}", but there is no such remote or repository.`
      : `The registry at "${name}" cannot be read: ${firstLines(said)}`,
    isUnknown
      ? 'Add it with `git remote add origin ADDRESS`, name another with `MLOPS_REGISTRY=git:ADDRESS`, or unset MLOPS_REGISTRY to keep the registry in a folder.'
      : `\`git ls-remote ${name}\` must work in this project first.`,
  );
}

export function damagedBundle(what: string, said: string): MlopsError {
  return new MlopsError(
    'BUNDLE_BROKEN',
    `${what} is not what was registered${said === '' ? '.' : `: ${firstLines(said)}`}`,
    'Go back to a version that is whole with `npm run registry rollback`, or train again with `npm run pipeline`.',
  );
}

const firstLines = (said: string) =>
  said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 3)
    .join(' ');
