import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, runCommand } from '../run-command.ts';
import { type Event, isTriggered } from './event.ts';
import { type Machine, openMachine } from './machine.ts';
import { openProviderInterface, type ProviderInterface } from './provider-interface.ts';
import { git, runSteps } from './run-steps.ts';
import { type Results, runWorkflow } from './run-workflow.ts';
import { readWorkflows } from './workflow.ts';

export type FinishedRun = {
  readonly workflow: string;
  readonly jobs: Results;
  /** What each job wrote on the run's page. */
  readonly pages: Readonly<Record<string, string>>;
};

/** A repository whose workflows are really run, on this machine, one fresh clone and home for each job. */
export type TryProvider = {
  readonly machine: Machine;
  readonly api: ProviderInterface;
  /** A developer's clone. */
  readonly clone: string;
  /** Commits what is there, pushes it and runs what starts for it. */
  readonly push: (message: string, branch?: string) => Promise<FinishedRun[]>;
  readonly pullRequest: (number: number, branch: string) => Promise<FinishedRun[]>;
  readonly dispatch: (
    workflow: string,
    inputs?: Readonly<Record<string, unknown>>,
    branch?: string,
  ) => Promise<FinishedRun[]>;
  readonly schedule: (workflow: string) => Promise<FinishedRun[]>;
  /** Runs what workflows have asked for by dispatches of their own. */
  readonly followUp: () => Promise<FinishedRun[]>;
  /** Repository variables from now on. */
  readonly setVariables: (variables: Readonly<Record<string, string>>) => void;
  /** A command of the developer's. */
  readonly inClone: (command: string, words: readonly string[]) => Promise<CommandResult>;
  readonly log: () => string;
  readonly remove: () => Promise<void>;
};

export async function openTryProvider(project: string): Promise<TryProvider> {
  let vars: Readonly<Record<string, string>> = {};
  const folder = mkdtempSync(join(tmpdir(), 'provider-'));
  const api = await openProviderInterface();
  const machine = openMachine(join(folder, 'provider'), project, api.address);
  const clone = join(folder, 'developer');
  git(folder, 'clone', '-q', machine.origin, clone);
  git(clone, 'config', 'user.name', 'Ada');
  git(clone, 'config', 'user.email', 'ada@example.org');

  const start = async (event: Event, payload: Record<string, unknown>): Promise<FinishedRun[]> => {
    const finished: FinishedRun[] = [];
    const tree = join(folder, 'workflows-of-event');
    rmSync(tree, { recursive: true, force: true });
    git(folder, 'clone', '-q', machine.origin, tree);
    git(tree, 'checkout', '-q', event.sha);
    const workflows = readWorkflows(tree, '.github', 'workflows');
    for (const workflow of workflows.values()) {
      if (!isTriggered(workflow, event)) continue;
      const body = {
        // The event of a schedule names no repository.
        ...(event.name === 'schedule' ? {} : { repository: { default_branch: 'main' } }),
        inputs: event.inputs ?? {},
        ...payload,
      };
      const run = machine.startRun(body);
      const jobs = await runWorkflow(
        {
          workflows,
          event,
          contexts: {
            github: {
              event_name: event.name,
              event: body,
              ref: `refs/heads/${event.branch}`,
              ref_name: event.branch,
              sha: event.sha,
              run_id: String(run),
              run_attempt: '1',
              repository: 'acme/acme',
              server_url: 'https://example.org',
              actor: 'ada',
              workflow: workflow.name,
              workflow_ref: `acme/acme/.github/workflows/${workflow.file}@refs/heads/${event.branch}`,
              token: 'the-token-of-this-run',
            },
            vars,
            secrets: {},
            runner: { os: 'Linux' },
          },
          runJob: (planned) => runSteps(machine, planned),
        },
        workflow,
      );
      const isGreen = [...jobs.values()].every(({ result }) => result !== 'failure');
      if (isGreen && event.branch === 'main') {
        api.greenRuns.push({ workflow: workflow.file, sha: event.sha, event: event.name });
      }
      finished.push({
        workflow: workflow.file,
        jobs,
        pages: Object.fromEntries(machine.jobs().map(({ name, summary }) => [name, summary])),
      });
    }
    return finished;
  };

  const head = (branch: string) => git(machine.origin, 'rev-parse', `refs/heads/${branch}`);
  const dispatch: TryProvider['dispatch'] = (workflow, inputs = {}, branch = 'main') =>
    start({ name: 'workflow_dispatch', branch, sha: head(branch), workflow, inputs }, {});

  return {
    machine,
    api,
    clone,
    push: async (message, branch = 'main') => {
      git(clone, 'add', '-A');
      if (git(clone, 'status', '--porcelain') !== '') git(clone, 'commit', '-q', '-m', message);
      let before = '0'.repeat(40);
      try {
        before = head(branch);
      } catch {
        // A new branch.
      }
      const sha = git(clone, 'rev-parse', 'HEAD');
      if (before === sha) before = '0'.repeat(40);
      withRights(() => git(clone, 'push', '-q', 'origin', `HEAD:refs/heads/${branch}`));
      const changed = /^0+$/.test(before)
        ? git(clone, 'ls-files').split('\n')
        : git(clone, 'diff', '--name-only', before, sha).split('\n');
      return start({ name: 'push', branch, sha, changed }, { before, after: sha, forced: false });
    },
    pullRequest: (number, branch) => {
      const sha = head(branch);
      const repo = { full_name: 'acme/acme', fork: false };
      const pull = { number, base: { sha: head('main'), repo }, head: { sha, repo } };
      const changed = git(machine.origin, 'diff', '--name-only', 'main', branch).split('\n');
      return start({ name: 'pull_request', branch, sha, changed }, { pull_request: pull });
    },
    dispatch,
    schedule: (workflow) =>
      start({ name: 'schedule', branch: 'main', sha: head('main'), workflow }, {}),
    followUp: async () => {
      const runs: FinishedRun[] = [];
      for (const { path, body } of api.dispatches.splice(0)) {
        const [, workflow] = /\/workflows\/([^/]+)\/dispatches$/.exec(path) ?? [];
        const asked =
          workflow === undefined
            ? start(
                {
                  name: 'repository_dispatch',
                  branch: 'main',
                  sha: head('main'),
                  type: String(body.event_type),
                },
                { client_payload: body.client_payload },
              )
            : dispatch(workflow, {}, String(body.ref));
        runs.push(...(await asked));
      }
      return runs;
    },
    setVariables: (variables) => {
      vars = variables;
    },
    inClone: (command, words) => runCommand(command, words, { cwd: clone }),
    log: () => machine.readLog(),
    remove: async () => {
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A developer may push; the hook of the repository asks everybody. */
function withRights<T>(body: () => T): T {
  process.env.TRY_CONTENTS = 'write';
  try {
    return body();
  } finally {
    delete process.env.TRY_CONTENTS;
  }
}
