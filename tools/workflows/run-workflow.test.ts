import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isTriggered } from './event.ts';
import { type PlannedJob, runWorkflow } from './run-workflow.ts';
import type { Workflow } from './workflow.ts';

describe('runWorkflow', () => {
  const made = (text: string, file = 'made.yml') => ({ file, ...parse(text) }) as Workflow;
  const tried = (workflow: Workflow, others: readonly Workflow[] = []) => {
    const ran: string[] = [];
    const run = {
      workflows: new Map(others.map((other) => [other.file, other])),
      event: { name: 'push', branch: 'main', sha: '1' } as const,
      contexts: { github: {}, vars: {} },
      runJob: async ({ name }: PlannedJob) => {
        ran.push(name);
        return { result: 'success', outputs: {} } as const;
      },
    };
    return runWorkflow(run, workflow).then(() => ran);
  };

  it('skips what needs a skipped job, directly or further on, unless its condition says otherwise', async () => {
    const workflow = made(`
on: { push: null }
permissions: { contents: read }
jobs:
  train: { if: false, steps: [] }
  register: { needs: train, steps: [] }
  report: { needs: register, if: 'always()', steps: [] }
  deploy: { needs: report, steps: [] }
  result: { needs: deploy, if: '!cancelled()', steps: [] }
`);
    expect(await tried(workflow)).toEqual(['report', 'result']);
  });

  it('refuses a called workflow that wants more than its caller may', async () => {
    const called = made(
      `
on: { workflow_call: null }
permissions: { contents: read }
jobs:
  inner: { permissions: { contents: write }, steps: [] }
`,
      'called.yml',
    );
    const caller = made(`
on: { push: null }
permissions: { contents: read }
jobs:
  outer: { uses: './.github/workflows/called.yml' }
`);
    await expect(tried(caller, [called])).rejects.toThrow(
      'outer / inner wants contents: write, but its caller has read.',
    );
  });

  it('refuses jobs that need what is not there, and jobs without stated permissions', async () => {
    const missing = made('{on: {push: null}, permissions: {}, jobs: {a: {needs: b, steps: []}}}');
    await expect(tried(missing)).rejects.toThrow('a needs b, which is not there');
    const silent = made('{on: {push: null}, jobs: {a: {steps: []}}}');
    await expect(tried(silent)).rejects.toThrow('says nothing of permissions');
  });

  it('starts by paths as the provider does', () => {
    const workflow = made(
      "{on: {push: {branches: [main], paths: ['models/*/current/**']}}, jobs: {}}",
    );
    const push = (path: string, branch = 'main') =>
      isTriggered(workflow, { name: 'push', branch, sha: '1', changed: [path] });
    expect(push('models/churn/current/a.csv')).toBe(true);
    expect(push('models/churn/data/current/a.csv')).toBe(false);
    expect(push('models/churn/current/a.csv', 'idea')).toBe(false);
  });
});
