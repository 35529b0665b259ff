import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contexts, fillIn, fillInAll, holds, type Status } from './expressions.ts';
import type { Machine } from './machine.ts';
import type { JobResult, PlannedJob } from './run-workflow.ts';
import { outputsOf } from './run-workflow.ts';
import { standIns } from './stand-ins.ts';
import { readAction, type Step } from './workflow.ts';

type StepResult = { readonly outcome: Status; readonly outputs: Record<string, string> };

/** One job on a fresh runner: its own home, its own workspace, its own token's rights. */
export type Runner = {
  readonly machine: Machine;
  readonly workspace: string;
  readonly home: string;
  readonly planned: PlannedJob;
  readonly summaryPath: string;
};

/**
 * Does a job's steps in order: `run` in bash as the provider starts it, actions of the project as what they are made of,
 * actions from elsewhere by what stands in for them.
 */
export async function runSteps(machine: Machine, planned: PlannedJob): Promise<JobResult> {
  const runner = openRunner(machine, planned);
  const steps: Record<string, StepResult> = {};
  const contexts = (): Contexts => ({
    ...planned.contexts,
    // No container: jobs run on this machine.
    job: {},
    // A token carries what the job asked for; the interface holds it to that.
    github: {
      ...(planned.contexts.github as object),
      job: planned.id,
      token: JSON.stringify(planned.permissions),
    },
    steps: Object.fromEntries(
      Object.entries(steps).map(([id, { outcome, outputs }]) => [
        id,
        { outcome, conclusion: outcome, outputs },
      ]),
    ),
  });
  const result = await runList(runner, planned.job.steps ?? [], contexts, steps, 'success');
  const outputs = outputsOf(planned.job, { contexts: contexts(), status: result });
  machine.finished({
    name: planned.name,
    result,
    summary: readFileSync(runner.summaryPath, 'utf8'),
  });
  return { result, outputs };
}

async function runList(
  runner: Runner,
  list: readonly Step[],
  contexts: () => Contexts,
  steps: Record<string, StepResult>,
  before: Status,
): Promise<Status> {
  let status = before;
  for (const step of list) {
    const scope = { contexts: contexts(), status, hashFiles: hashFilesIn(runner.workspace) };
    const env = {
      ...(scope.contexts.env as Record<string, unknown>),
      ...fillInAll(step.env, scope),
    };
    const own = { ...scope, contexts: { ...scope.contexts, env } };
    if (!holds(step.if, own)) continue;
    const outputs: Record<string, string> = {};
    let outcome: Status;
    if (step.run !== undefined) {
      outcome = await runScript(runner, String(fillIn(step.run, own)), env, outputs);
    } else if (step.uses?.startsWith('./')) {
      const action = readAction(runner.workspace, step.uses);
      if (action === null)
        throw new Error(`${runner.planned.name} uses ${step.uses}, which is not there.`);
      const given = fillInAll(step.with, own);
      const inputs = Object.fromEntries(
        Object.entries(action.inputs).map(([name, { default: otherwise = '' }]) => [
          name,
          given[name] ?? otherwise,
        ]),
      );
      const inner: Record<string, StepResult> = {};
      const innerContexts = () => ({ ...contexts(), env, inputs, steps: inner });
      outcome = await runList(runner, action.steps, innerContexts, inner, 'success');
    } else {
      const [name = ''] = step.uses?.split('@') ?? [];
      const standIn = standIns[name];
      if (standIn === undefined) throw new Error(`Nothing stands in for ${name}.`);
      outcome = (await standIn(runner, fillInAll(step.with, own), outputs)) ? 'success' : 'failure';
    }
    if (step.id !== undefined) steps[step.id] = { outcome, outputs };
    if (outcome === 'failure' && step['continue-on-error'] !== true) status = 'failure';
  }
  return status;
}

function openRunner(machine: Machine, planned: PlannedJob): Runner {
  const folder = machine.freshFolder(planned.name);
  const workspace = join(folder, 'workspace');
  const home = join(folder, 'home');
  const summaryPath = join(folder, 'summary.md');
  for (const path of [workspace, home]) mkdirSync(path, { recursive: true });
  writeFileSync(summaryPath, '');
  return { machine, planned, workspace, home, summaryPath };
}

async function runScript(
  runner: Runner,
  script: string,
  env: Readonly<Record<string, unknown>>,
  outputs: Record<string, string>,
): Promise<Status> {
  const { machine, planned, workspace, home, summaryPath } = runner;
  const outputPath = join(home, '..', 'outputs');
  writeFileSync(outputPath, '');
  const given = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, String(value ?? '')]),
  );
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], {
    cwd: workspace,
    env: {
      ...machine.environment(planned),
      ...given,
      HOME: home,
      GITHUB_JOB: planned.id,
      GITHUB_OUTPUT: outputPath,
      GITHUB_STEP_SUMMARY: summaryPath,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: join(home, '..'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  appendFileSync(machine.logPath, `\n── ${planned.name}: ${script.trim()} → ${code}\n${said}`);
  for (const line of readFileSync(outputPath, 'utf8').split('\n')) {
    const [, name, value = ''] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) outputs[name] = value;
  }
  return code === 0 ? 'success' : 'failure';
}

/** As the provider's function: nothing where no file is found. */
function hashFilesIn(workspace: string) {
  return (patterns: readonly string[]): string => {
    const found = patterns
      .map((pattern) => join(workspace, pattern))
      .filter((path) => existsSync(path));
    if (found.length === 0) return '';
    const hash = createHash('sha256');
    for (const path of found) hash.update(readFileSync(path));
    return hash.digest('hex');
  };
}

/** Runs git and returns what it prints. */
export function git(cwd: string, ...words: string[]): string {
  const run = spawnSync('git', words, { cwd, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
}
