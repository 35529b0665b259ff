import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What was done after the files were written; every step that failed has the command that does it. */
export type Finish = {
  readonly installed: boolean;
  readonly committed: boolean;
  /** Sentences with what did not work, why, and the exact command to try again. */
  readonly problems: readonly string[];
};

/**
 * Installs and makes the first commit, in this order so that the lock file is part of it. The project stays, whatever
 * fails.
 */
export function finishProject(
  directory: string,
  options: {
    readonly install: boolean;
    readonly git: boolean;
    readonly version: string;
    readonly quiet: boolean;
  },
): Finish {
  const problems: string[] = [];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  let installed = false;
  if (options.install) {
    // npm's own output stays visible: a hidden child that hangs or fails tells nobody why.
    const run = spawnSync(npm, ['install', '--no-audit', '--no-fund'], {
      cwd: directory,
      stdio: options.quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
      shell: process.platform === 'win32',
      env: withoutNpmLeftovers(process.env),
    });
    installed = run.status === 0;
    if (!installed) {
      problems.push(
        `npm install did not finish (${run.error?.message ?? `exit code ${run.status}`}). The project is complete; try again with: cd ${quoted(directory)} && npm install`,
      );
    }
  }
  return {
    installed,
    committed: options.git && commit(directory, options.version, problems),
    problems,
  };
}

function commit(directory: string, version: string, problems: string[]): boolean {
  const git = (...words: string[]) =>
    spawnSync('git', words, { cwd: directory, encoding: 'utf8', windowsHide: true });
  const retry = `cd ${quoted(directory)} && git init -b main && git add -A && git commit -m "Create the project"`;
  if (git('--version').status !== 0) {
    problems.push(`There is no git here, so there is no first commit. Install it, then: ${retry}`);
    return false;
  }
  if (!existsSync(join(directory, '.git'))) {
    const inside = git('rev-parse', '--is-inside-work-tree');
    if (inside.status === 0 && inside.stdout.trim() === 'true') {
      problems.push(
        'The project lies inside another git repository and was not committed there. Commit it yourself, or move it out.',
      );
      return false;
    }
    git('init', '-b', 'main');
  }
  git('add', '-A');
  const made = git('commit', '-q', '-m', `Create the project with create-mlops ${version}`);
  if (made.status === 0) return true;
  const author = /user\.(name|email)|empty ident|identity/i.test(made.stderr);
  problems.push(
    author
      ? `git does not know who you are, so there is no first commit. Say it once with git config --global user.name "You" and git config --global user.email you@example.org, then: cd ${quoted(directory)} && git commit -m "Create the project"`
      : `The first commit was refused: ${made.stderr.trim() || made.stdout.trim()}. Try again with: ${retry}`,
  );
  return false;
}

/** Under `npm create`, npm's variables for the command itself would steer the install of the project. */
function withoutNpmLeftovers(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own =
    /^npm_(config_(task|data|target|test_data|keep|ci|backend|answers|install|git|yes|json|dry_run|local_prefix|package_lock_only|workspaces?)|command|lifecycle_|package_|execpath$)/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}

function quoted(path: string): string {
  return /[^\w@%+=:,./\\-]/.test(path) ? `"${path}"` : path;
}
