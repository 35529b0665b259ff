import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, runCommand } from './run-command.ts';

/** A project as a user has it after the command: written, installed, committed. */
export type ScaffoldedProject = {
  readonly folder: string;
  readonly run: (command: string, words: readonly string[]) => Promise<CommandResult>;
  /** What differs from the last commit, as git says it; empty for a clean tree. */
  readonly changes: () => Promise<string>;
  readonly remove: () => void;
};

const root = join(import.meta.dirname, '..');
const someone = {
  GIT_AUTHOR_NAME: 'CI',
  GIT_AUTHOR_EMAIL: 'ci@example.org',
  GIT_COMMITTER_NAME: 'CI',
  GIT_COMMITTER_EMAIL: 'ci@example.org',
};

/**
 * Makes one from the working tree. Packages that npm has at hand are not asked for again.
 *
 * @throws {Error} with the output when it does not come about.
 */
export async function scaffoldProject(words: readonly string[] = []): Promise<ScaffoldedProject> {
  const parent = mkdtempSync(join(tmpdir(), 'scaffolded-'));
  const folder = join(parent, 'project');
  const environment = { ...process.env, ...someone, npm_config_prefer_offline: 'true' };
  const create = join('apps', 'create-mlops', 'src', 'from-checkout.ts');
  const start = ['--import', 'tsx', create, folder, ...words, '--yes'];
  const made = await runCommand(process.execPath, start, { cwd: root, environment });
  if (made.code !== 0) throw new Error(`create exited with ${made.code}:\n${made.output}`);
  return {
    folder,
    run: (command, rest) => runCommand(command, rest, { cwd: folder, environment }),
    changes: async () => {
      const status = await runCommand('git', ['status', '--porcelain'], { cwd: folder });
      return status.output.trim();
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
