import type { Event } from './event.ts';
import { type Contexts, fillIn, fillInAll, holds, type Scope, type Status } from './expressions.ts';
import { type Job, needsOf, type Permissions, type Workflow } from './workflow.ts';

export type JobResult = {
  readonly result: Status;
  readonly outputs: Readonly<Record<string, string>>;
};

/** One job that is to run, with what its expressions may speak of. */
export type PlannedJob = {
  /** `deploy / staging` for a job of a called workflow. */
  readonly name: string;
  readonly id: string;
  readonly job: Job;
  readonly contexts: Contexts;
  readonly permissions: Readonly<Record<string, string>>;
};

export type Run = {
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly event: Event;
  /** `github`, `vars`, `runner`: the same for every job. */
  readonly contexts: Contexts;
  /** Does the job's work, or says what would come of it. */
  readonly runJob: (planned: PlannedJob) => Promise<JobResult>;
  /** A token that may not write, whatever the workflow asks for: that of a fork. */
  readonly isReadOnly?: boolean;
};

/** What became of every job, in the order in which they were decided. */
export type Results = ReadonlyMap<string, JobResult>;

/**
 * Runs one workflow: which jobs run follows from `needs`, `if` and the results before them, as on GitHub.
 *
 * @throws {Error} when a workflow breaks a rule: a job that needs a job that is not there, a called workflow that asks for
 * more permissions than its caller has.
 */
export async function runWorkflow(run: Run, workflow: Workflow): Promise<Results> {
  const settings = workflow.on[run.event.name]?.inputs ?? {};
  const inputs = Object.fromEntries(
    Object.entries(settings).map(([name, { default: given = '' }]) => [
      name,
      run.event.inputs?.[name] ?? given,
    ]),
  );
  return runJobs(run, workflow, { inputs, prefix: '', allowed: null });
}

type Place = {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly prefix: string;
  /** What the caller's token may do; `null` for a workflow that was started by an event. */
  readonly allowed: Readonly<Record<string, string>> | null;
};

async function runJobs(
  run: Run,
  workflow: Workflow,
  place: Place,
): Promise<Map<string, JobResult>> {
  const all = new Map<string, JobResult>();
  const own = new Map<string, JobResult>();
  const base = { ...run.contexts, inputs: place.inputs };
  for (const id of inOrder(workflow)) {
    const job = workflow.jobs[id];
    if (job === undefined) continue;
    const needs = Object.fromEntries(
      needsOf(job).map((name) => [name, own.get(name) ?? { result: 'skipped', outputs: {} }]),
    );
    const scope: Scope = {
      contexts: { ...base, needs },
      status: statusOf(ancestors(workflow, id).map((name) => own.get(name)?.result ?? 'skipped')),
    };
    const name = `${place.prefix}${id}`;
    if (!holds(job.if, scope)) {
      own.set(id, { result: 'skipped', outputs: {} });
      all.set(name, { result: 'skipped', outputs: {} });
      continue;
    }
    const permissions = permissionsOf(
      run,
      job.permissions ?? workflow.permissions,
      place.allowed,
      name,
    );
    if (job.uses !== undefined) {
      const called = run.workflows.get(job.uses.replace('./.github/workflows/', ''));
      if (called === undefined) throw new Error(`${name} calls ${job.uses}, which is not there.`);
      const given = fillInAll(job.with, scope);
      const defaults = Object.entries(called.on.workflow_call?.inputs ?? {});
      const unknown = Object.keys(given).find((key) => !defaults.some(([known]) => known === key));
      if (unknown !== undefined) throw new Error(`${job.uses} has no input ${unknown}.`);
      const inputs = Object.fromEntries(
        defaults.map(([key, { default: otherwise = '' }]) => [key, given[key] ?? otherwise]),
      );
      const inner = await runJobs(run, called, {
        inputs,
        prefix: `${name} / `,
        allowed: permissions,
      });
      const results = [...inner.values()].map(({ result }) => result);
      const result = results.includes('failure') ? 'failure' : 'success';
      own.set(id, { result, outputs: {} });
      all.set(name, { result, outputs: {} });
      for (const [key, value] of inner) all.set(key, value);
      continue;
    }
    const env = fillInAll(workflow.env, scope);
    const contexts = {
      ...scope.contexts,
      env: { ...env, ...fillInAll(job.env, { ...scope, contexts: { ...scope.contexts, env } }) },
    };
    const done = await run.runJob({ name, id, job, contexts, permissions });
    own.set(id, done);
    all.set(name, done);
  }
  return all;
}

/** Jobs after those that they need. */
function inOrder(workflow: Workflow): string[] {
  const ordered: string[] = [];
  const visit = (id: string, path: readonly string[]): void => {
    if (ordered.includes(id)) return;
    const job = workflow.jobs[id];
    if (job === undefined)
      throw new Error(`${workflow.file}: ${path.at(-1)} needs ${id}, which is not there.`);
    if (path.includes(id)) throw new Error(`${workflow.file}: ${id} waits for itself.`);
    for (const need of needsOf(job)) visit(need, [...path, id]);
    ordered.push(id);
  };
  for (const id of Object.keys(workflow.jobs)) visit(id, []);
  return ordered;
}

/** Every job before this one: `success()` looks at them all, not only at those that are needed directly. */
function ancestors(workflow: Workflow, id: string): string[] {
  const job = workflow.jobs[id];
  if (job === undefined) return [];
  const direct = needsOf(job);
  return [...new Set([...direct, ...direct.flatMap((name) => ancestors(workflow, name))])];
}

function statusOf(results: readonly Status[]): Status {
  if (results.includes('failure')) return 'failure';
  return results.every((result) => result === 'success') ? 'success' : 'skipped';
}

const levels = ['none', 'read', 'write'];

function permissionsOf(
  run: Run,
  wanted: Permissions | undefined,
  allowed: Readonly<Record<string, string>> | null,
  name: string,
): Readonly<Record<string, string>> {
  if (typeof wanted === 'string')
    throw new Error(`${name} asks for ${wanted}: name what it needs.`);
  if (wanted === undefined) {
    if (allowed !== null) return allowed;
    throw new Error(`${name} says nothing of permissions, and gets what the repository gives.`);
  }
  for (const [key, level] of Object.entries(wanted)) {
    const most = allowed === null ? 'write' : (allowed[key] ?? 'none');
    if (levels.indexOf(level) > levels.indexOf(most)) {
      throw new Error(`${name} wants ${key}: ${level}, but its caller has ${most}.`);
    }
  }
  if (run.isReadOnly !== true) return wanted;
  return Object.fromEntries(
    Object.entries(wanted).map(([key, level]) => [key, level === 'write' ? 'read' : level]),
  );
}

/** The job's outputs, filled in from its steps. */
export function outputsOf(job: Job, scope: Scope): Record<string, string> {
  return Object.fromEntries(
    Object.entries(job.outputs ?? {}).map(([name, value]) => [
      name,
      String(fillIn(value, scope) ?? ''),
    ]),
  );
}
