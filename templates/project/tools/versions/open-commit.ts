import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type DatasetLock, datasetLockSchema, MlopsError } from '@create-mlops/contracts';

/** The project as it was at a commit, in a folder of its own. */
export type OpenCommit = {
  readonly root: string;
  /** Runs a script with this process's Node. @returns its exit code and what it printed. */
  readonly node: (
    script: string,
    words?: readonly string[],
  ) => { readonly code: number; readonly output: string };
  readonly remove: () => void;
};

/**
 * Checks a commit out into a temporary work tree. The project's own files, index and branches are not touched.
 *
 * @throws {MlopsError} NOT_REPRODUCIBLE when this clone does not have the commit, also after asking `origin` for it.
 */
export function openCommit(project: string, commit: string): OpenCommit {
  const git = (...words: string[]) =>
    spawnSync('git', words, { cwd: project, encoding: 'utf8', windowsHide: true });
  const isHere = () => git('cat-file', '-e', `${commit}^{commit}`).status === 0;
  if (!isHere()) git('fetch', '--quiet', '--no-tags', 'origin', commit);
  if (!isHere()) {
    throw new MlopsError(
      'NOT_REPRODUCIBLE',
      `Commit ${commit.slice(0, 12)}, which the model was trained at, is not in this clone, and origin does not hand it out.`,
      'Bring it with `git fetch --unshallow` or from the clone where it was made; a commit that was never pushed is nowhere else.',
    );
  }
  const parent = mkdtempSync(join(tmpdir(), 'reproduce-'));
  const tree = join(realpathSync(parent), 'project');
  const added = git('worktree', 'add', '--quiet', '--detach', tree, commit);
  const remove = () => {
    git('worktree', 'remove', '--force', tree);
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
    git('worktree', 'prune');
  };
  if (added.status !== 0) {
    remove();
    throw new MlopsError(
      'COMMAND_FAILED',
      `Git could not check out ${commit.slice(0, 12)}: ${added.stderr.trim()}`,
      '`git worktree add` must work in this project.',
    );
  }
  // The project may be a folder of a larger repository.
  const prefix = git('rev-parse', '--show-prefix').stdout.trim();
  const root = join(tree, prefix);
  return {
    root,
    node: (script, words = []) => {
      const run = spawnSync(process.execPath, ['--import', 'tsx', script, ...words], {
        cwd: root,
        encoding: 'utf8',
        windowsHide: true,
        maxBuffer: 2 ** 26,
      });
      return { code: run.status ?? 130, output: `${run.stdout}${run.stderr}` };
    },
    remove,
  };
}

/**
 * Gives the work tree its packages: those of the project where both have the same lock, and otherwise those of its own lock.
 *
 * @returns what was done, for people.
 * @throws {MlopsError} NOT_REPRODUCIBLE when npm cannot install them.
 */
export function bringPackages(project: string, root: string): string {
  const lock = hashOf(join(root, 'package-lock.json'));
  const isSame = lock !== null && lock === hashOf(join(project, 'package-lock.json'));
  if (isSame) {
    linkPackages(project, root);
    return 'packages: those of the project, whose lock is the same';
  }
  const words = [lock === null ? 'install' : 'ci', '--no-audit', '--no-fund', '--prefer-offline'];
  const isWindows = process.platform === 'win32';
  const run = spawnSync('npm', words, {
    cwd: root,
    encoding: 'utf8',
    windowsHide: true,
    shell: isWindows,
  });
  if (run.status !== 0) {
    const said = `${run.stdout}${run.stderr}`.trim().split('\n').slice(-3).join(' ');
    throw new MlopsError(
      'NOT_REPRODUCIBLE',
      `The packages of that commit cannot be installed: ${said}`,
      '`npm ci` must work with its package-lock.json.',
    );
  }
  return lock === null
    ? 'packages: installed as package.json allows, for the commit holds no lock'
    : 'packages: installed from the lock of the commit';
}

/** Each package is linked alone: those that lie in the project itself must be the work tree's own. */
function linkPackages(project: string, root: string): void {
  const from = join(project, 'node_modules');
  const to = join(root, 'node_modules');
  for (const path of packagePaths(from)) {
    const real = realpathSync(join(from, path));
    const inside = relative(realpathSync(project), real);
    const isWorkspace =
      lstatSync(join(from, path)).isSymbolicLink() && !/^(\.\.|node_modules)/.test(inside);
    const target = isWorkspace ? join(root, inside) : real;
    if (!existsSync(target)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    symlinkSync(target, join(to, path), 'junction');
  }
}

function packagePaths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isFile())
    .flatMap(({ name }) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((part) => join(name, part)) : name,
    );
}

/**
 * Puts every data file of the commit's lock into place that git does not hold: from the project, if its bytes are the same, and
 * otherwise from where the lock says it came from.
 *
 * @throws {MlopsError} NOT_REPRODUCIBLE naming the file that is nowhere.
 */
export function bringData(project: string, commit: OpenCommit, model: string): void {
  const folder = join('models', model, 'data');
  for (const file of readLock(join(commit.root, folder)).files) {
    const path = join(folder, ...file.path.split('/'));
    const [there, here] = [join(commit.root, path), join(project, path)];
    if (file.format === 'folder' || hashOf(there) === file.sha256) continue;
    if (hashOf(here) !== file.sha256) continue;
    mkdirSync(dirname(there), { recursive: true });
    copyFileSync(here, there);
  }
  const { code, output } = commit.node(join('tools', 'data.ts'), [model]);
  if (code === 0) return;
  const [said = ''] = output
    .split('\n')
    .filter((line) => /^\S/.test(line) && !/ is there and whole| fetched and verified/.test(line));
  throw new MlopsError(
    'NOT_REPRODUCIBLE',
    `The data that the model was trained on is not at hand: ${said}`,
    'Bring that file to its place in this project, with the bytes that its dataset.lock.json names, and try again.',
  );
}

function readLock(folder: string): DatasetLock {
  return datasetLockSchema.parse(
    JSON.parse(readFileSync(join(folder, 'dataset.lock.json'), 'utf8')),
  );
}

/** sha256 of a file's bytes, or `null` when there is none. */
function hashOf(path: string): string | null {
  if (!existsSync(path) || !lstatSync(path).isFile()) return null;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
