import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from './bundle-fixture.ts';

/** @throws {Error} with what git said when it fails. */
export function git(directory: string, ...words: string[]): string {
  const run = spawnSync('git', words, { cwd: directory, encoding: 'utf8', windowsHide: true });
  if (run.status !== 0) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
}

/** A project with one commit, whose `origin` is a bare repository beside it. */
export function makeProject(): { readonly root: string; readonly bare: string } {
  const parent = freshFolder();
  const bare = join(parent, 'bare.git');
  git(parent, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  const root = join(parent, 'project');
  mkdirSync(root);
  git(root, 'init', '--quiet', '--initial-branch=main');
  writeFileSync(join(root, 'README.md'), 'A project.\n');
  git(root, 'add', '.');
  git(root, '-c', 'user.name=Ada', '-c', 'user.email=ada@localhost', 'commit', '-qm', 'Begin');
  git(root, 'remote', 'add', 'origin', '../bare.git');
  git(root, 'push', '--quiet', 'origin', 'main');
  return { root, bare };
}

/** Another machine's clone of the same repository: what it fetches comes as if over a line. */
export function cloneProject(bare: string): string {
  const root = join(freshFolder(), 'project');
  git(freshFolder(), 'clone', '--quiet', '--no-local', bare, root);
  return root;
}

/** Refuses pushes as hosts do: a hook of the bare repository that says `words` and fails for refs that match. */
export function refusePushes(bare: string, refs: string, words: string): void {
  const hook = join(bare, 'hooks', 'update');
  mkdirSync(join(bare, 'hooks'), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\ncase "$1" in ${refs}) echo '${words}' >&2; exit 1;; esac\n`);
  chmodSync(hook, 0o755);
}
