import { commitProject } from './commit-project.ts';
import { installProject } from './install-project.ts';

/** What was done after the files were written; every step that failed has the command that does it. */
export type Finish = {
  readonly install: 'done' | 'left' | 'failed' | 'interrupted';
  readonly committed: boolean;
  /** Sentences with what did not work, why, and the exact command to try again. */
  readonly problems: readonly string[];
};

/**
 * Installs and makes the first commit, in this order so that the lock file is part of it. The project stays, whatever
 * fails.
 */
export async function finishProject(
  directory: string,
  options: {
    readonly install: boolean;
    readonly git: boolean;
    readonly version: string;
    readonly quiet: boolean;
  },
): Promise<Finish> {
  const installed = options.install
    ? await installProject(directory, { quiet: options.quiet })
    : { outcome: 'left' as const, problem: null };
  // Who stopped the one does not want the other.
  const committed =
    options.git && installed.outcome !== 'interrupted'
      ? commitProject(directory, options.version)
      : { done: false, problem: null };
  return {
    install: installed.outcome,
    committed: committed.done,
    problems: [installed.problem, committed.problem].filter((problem) => problem !== null),
  };
}
