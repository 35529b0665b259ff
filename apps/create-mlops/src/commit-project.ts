import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quotedWord } from './quoted-word.ts';

export type Committed = {
  readonly done: boolean;
  /** What did not work, why, and the command that does it. */
  readonly problem: string | null;
};

/** Variables with which git, running a hook or a rebase, would lead us into its own repository. */
const repositoryVariables =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|CEILING_DIRECTORIES)$/;

/**
 * Makes the first commit, in a repository of its own unless there is one already. Inside another repository nothing is
 * committed: what goes in there is not ours to say.
 */
export function commitProject(directory: string, version: string): Committed {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !repositoryVariables.test(name)),
  );
  const git = (...words: string[]) =>
    spawnSync('git', words, { cwd: directory, encoding: 'utf8', windowsHide: true, env });
  const left = (problem: string): Committed => ({ done: false, problem });
  const here = `cd ${quotedWord(directory)}`;
  const commit = 'git commit -m "Create the project"';
  if (git('--version').status !== 0) {
    return left(
      `There is no git here, so there is no first commit. Install it, then: ${here} && git init -b main && git add -A && ${commit}`,
    );
  }
  if (!existsSync(join(directory, '.git'))) {
    const inside = git('rev-parse', '--is-inside-work-tree');
    if (inside.status === 0 && inside.stdout.trim() === 'true') {
      return left(
        'The project lies inside another git repository and was not committed there. Commit it yourself, or move it out.',
      );
    }
    // git before 2.28 has no -b.
    if (git('init', '-b', 'main').status !== 0) {
      git('init');
      git('symbolic-ref', 'HEAD', 'refs/heads/main');
    }
  }
  const added = git('add', '-A');
  const made =
    added.status === 0
      ? git('commit', '-q', '-m', `Create the project with create-mlops ${version}`)
      : added;
  if (made.status === 0) return { done: true, problem: null };
  if (/user\.(name|email)|empty ident|identity/i.test(made.stderr)) {
    return left(
      `git does not know who you are, so there is no first commit. Say it once with git config --global user.name "You" and git config --global user.email you@example.org, then: ${here} && ${commit}`,
    );
  }
  return left(
    `The first commit was refused: ${made.stderr.trim() || made.stdout.trim()}. Try again with: ${here} && git add -A && ${commit}`,
  );
}
