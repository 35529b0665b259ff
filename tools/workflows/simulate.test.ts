import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Event, isTriggered } from './event.ts';
import { type JobResult, type PlannedJob, runWorkflow } from './run-workflow.ts';
import { readWorkflows } from './workflow.ts';

const templates = join(import.meta.dirname, '..', '..', 'templates', 'ci', 'github', 'dot-github');
const workflows = readWorkflows(templates, 'workflows');

type Given = Readonly<Record<string, Partial<JobResult>>>;
type Case = {
  readonly event: Partial<Event> & Pick<Event, 'name'>;
  /** What jobs come to; one that is not named succeeds without outputs. */
  readonly given?: Given;
  readonly vars?: Readonly<Record<string, string>>;
  readonly isFork?: boolean;
};

const planOf = (...stages: string[]): Partial<JobResult> => ({
  outputs: { planned: 'yes', ...Object.fromEntries(stages.map((stage) => [stage, 'churn'])) },
});
const whole = ['validate', 'train', 'evaluate', 'register', 'drift'];
const passed: Partial<JobResult> = {
  outputs: { passed: 'churn', released: 'churn', attempt: '1' },
};
const blocked: Partial<JobResult> = {
  result: 'failure',
  outputs: { passed: '', said: 'churn, evaluate: Blocked.' },
};
const throughout: Given = {
  plan: planOf(...whole),
  validate: passed,
  train: passed,
  evaluate: passed,
  register: passed,
  'deploy / staging': passed,
  'deploy / production': passed,
};

/** `file: job, job` of every workflow that starts, jobs that run alone. */
async function runs({ event, given = {}, vars = {}, isFork = false }: Case): Promise<string[]> {
  const happened: Event = { branch: 'main', sha: 'a'.repeat(40), ...event };
  const repo = { full_name: 'acme/acme' };
  const payload =
    event.name === 'pull_request'
      ? {
          pull_request: {
            number: 1,
            base: { repo },
            head: {
              repo: isFork ? { full_name: 'eve/acme', fork: true } : { ...repo, fork: false },
            },
          },
        }
      : {};
  // A schedule's event names no repository.
  const repository = event.name === 'schedule' ? {} : { repository: { default_branch: 'main' } };
  const lines: string[] = [];
  for (const workflow of workflows.values()) {
    if (!isTriggered(workflow, happened)) continue;
    const ran: string[] = [];
    await runWorkflow(
      {
        workflows,
        event: happened,
        isReadOnly: isFork,
        contexts: {
          github: {
            event_name: event.name,
            event: { ...repository, ...payload },
            ref: `refs/heads/${happened.branch}`,
            ref_name: happened.branch,
            repository: 'acme/acme',
            run_attempt: '1',
            run_id: '7',
            workflow: workflow.name,
          },
          vars,
          secrets: {},
          runner: { os: 'Linux' },
        },
        runJob: async ({ name, permissions }: PlannedJob) => {
          const writes = Object.entries(permissions)
            .filter(([, level]) => level === 'write')
            .map(([key]) => key);
          ran.push(writes.length > 0 ? `${name} (writes ${writes.join(', ')})` : name);
          return { result: 'success', outputs: {}, ...given[name] };
        },
      },
      workflow,
    );
    lines.push(`${workflow.file}: ${ran.join(', ')}`);
  }
  return lines;
}

const upToVerdict = 'plan, quality, validate, train, evaluate';
const registered = 'register (writes contents)';
const production = 'production (writes contents, pages)';
const told = 'tell (writes issues)';
const deployed = `deploy / staging, deploy / ${production}, deploy / ${told}`;
const result = 'result (writes issues)';

describe('which jobs run, by event', () => {
  const cases: [string, Case, string[]][] = [
    [
      'a push of data',
      { event: { name: 'push', changed: ['models/churn/data/raw/churn.csv'] }, given: throughout },
      [`train.yml: ${upToVerdict}, ${registered}, ${deployed}, ${result}`],
    ],
    [
      'a push of training code, whose data need no look',
      {
        event: { name: 'push', changed: ['models/churn/train/model.ts'] },
        given: { ...throughout, plan: planOf('train', 'evaluate', 'register') },
      },
      [`train.yml: plan, quality, train, evaluate, ${registered}, ${deployed}, ${result}`],
    ],
    [
      'a push of a gate threshold',
      {
        event: { name: 'push', changed: ['models/churn/evaluate/gate.config.ts'] },
        given: { ...throughout, plan: planOf('evaluate', 'register') },
      },
      [`train.yml: plan, quality, evaluate, ${registered}, ${deployed}, ${result}`],
    ],
    [
      'a push of a validation setting',
      {
        event: { name: 'push', changed: ['models/churn/validate/validate.config.ts'] },
        given: { plan: planOf('validate'), validate: passed },
      },
      [`train.yml: plan, quality, validate, ${result}`],
    ],
    [
      'a push of words',
      { event: { name: 'push', changed: ['README.md', 'docs/RUNBOOK.md'] } },
      ['ci.yml: quality, stages'],
    ],
    [
      'a push of a new window, which is no training',
      {
        event: { name: 'push', changed: ['models/churn/current/2026-02.csv'] },
        given: { plan: planOf('drift') },
      },
      [
        'drift.yml: drift (writes contents, pull-requests, issues, actions)',
        `train.yml: plan, quality, ${result}`,
      ],
    ],
    [
      'a push to another branch',
      { event: { name: 'push', branch: 'idea', changed: ['models/churn/train/model.ts'] } },
      [],
    ],
    [
      'a pull request',
      { event: { name: 'pull_request', branch: 'idea', changed: ['models/churn/train/model.ts'] } },
      ['ci.yml: quality, stages, comment (writes pull-requests)'],
    ],
    [
      'a pull request from a fork, which may write nothing',
      {
        event: { name: 'pull_request', branch: 'idea', changed: ['models/churn/train/model.ts'] },
        isFork: true,
      },
      ['ci.yml: quality, stages'],
    ],
    [
      'a pull request whose stages fail is told so',
      {
        event: { name: 'pull_request', branch: 'idea', changed: [] },
        given: { stages: { result: 'failure' } },
      },
      ['ci.yml: quality, stages, comment (writes pull-requests)'],
    ],
    [
      'the first run, without anything to compare with',
      {
        event: {
          name: 'push',
          changed: ['package.json', 'README.md', 'models/churn/data/contract.ts'],
        },
        given: throughout,
      },
      [
        'ci.yml: quality, stages',
        `train.yml: ${upToVerdict}, ${registered}, ${deployed}, ${result}`,
      ],
    ],
    [
      'bad data',
      {
        event: { name: 'push', changed: ['models/churn/data/raw/churn.csv'] },
        given: { ...throughout, validate: { result: 'failure', outputs: { passed: '' } } },
      },
      [`train.yml: plan, quality, validate, ${result}`],
    ],
    [
      'a blocked gate',
      {
        event: { name: 'push', changed: ['models/churn/train/model.ts'] },
        given: { ...throughout, evaluate: blocked },
      },
      [`train.yml: ${upToVerdict}, ${result}`],
    ],
    [
      'a blocked gate of one model of two does not hold up the other',
      {
        event: { name: 'push', changed: ['libs/training/src/index.ts'] },
        given: { ...throughout, evaluate: { result: 'failure', outputs: { passed: 'houses' } } },
      },
      [`train.yml: ${upToVerdict}, ${registered}, ${deployed}, ${result}`],
    ],
    [
      'lint that fails',
      {
        event: { name: 'push', changed: ['libs/training/src/index.ts'] },
        given: { ...throughout, quality: { result: 'failure' } },
      },
      [`train.yml: plan, quality, ${result}`],
    ],
    [
      'a stage that fails in staging',
      {
        event: { name: 'push', changed: ['models/churn/train/model.ts'] },
        given: {
          ...throughout,
          'deploy / staging': { result: 'failure', outputs: { passed: '' } },
        },
      },
      [`train.yml: ${upToVerdict}, ${registered}, deploy / staging, deploy / ${told}, ${result}`],
    ],
    [
      'a deployment by hand, without training',
      {
        event: {
          name: 'workflow_dispatch',
          workflow: 'deploy.yml',
          inputs: { models: 'churn', model_version: '3' },
        },
        given: { staging: passed, production: passed },
      },
      [`deploy.yml: staging, ${production}, ${told}`],
    ],
    [
      'a page that is published',
      {
        event: { name: 'workflow_dispatch', workflow: 'deploy.yml', inputs: { models: 'churn' } },
        given: { staging: passed, production: passed },
        vars: { MLOPS_DEPLOY_TARGET: 'pages' },
      },
      [`deploy.yml: staging, ${production}, publish (writes pages, id-token), ${told}`],
    ],
    [
      'a page that cannot be published is taken back in the registry',
      {
        event: { name: 'workflow_dispatch', workflow: 'deploy.yml', inputs: { models: 'churn' } },
        given: { staging: passed, production: passed, publish: { result: 'failure' } },
        vars: { MLOPS_DEPLOY_TARGET: 'pages' },
      },
      [
        `deploy.yml: staging, ${production}, publish (writes pages, id-token), rollback (writes contents), ${told}`,
      ],
    ],
    [
      'forced retraining',
      {
        event: {
          name: 'workflow_dispatch',
          workflow: 'train.yml',
          inputs: { force_retrain: true },
        },
        given: throughout,
      },
      [`train.yml: ${upToVerdict}, ${registered}, ${deployed}, ${result}`],
    ],
    [
      'a drift alert',
      { event: { name: 'repository_dispatch', type: 'drift-alert' }, given: throughout },
      [`train.yml: ${upToVerdict}, ${registered}, ${deployed}, ${result}`],
    ],
    ['an alert of something else', { event: { name: 'repository_dispatch', type: 'other' } }, []],
    [
      'a push that concerns no stage is linted and tested all the same',
      { event: { name: 'push', changed: ['apps/prediction-service/src/main.ts'] } },
      [`train.yml: plan, quality, ${result}`],
    ],
    [
      'a training by hand on a branch, which registers nothing',
      {
        event: { name: 'workflow_dispatch', workflow: 'train.yml', branch: 'idea' },
        given: throughout,
      },
      [`train.yml: ${upToVerdict}, ${result}`],
    ],
    [
      'a registry that refuses one of two models does not hold up the other',
      {
        event: { name: 'push', changed: ['models/churn/train/model.ts'] },
        given: { ...throughout, register: { result: 'failure', outputs: { passed: 'churn' } } },
      },
      [`train.yml: ${upToVerdict}, ${registered}, ${deployed}, ${result}`],
    ],
    [
      'a page that runs out of time is taken back, too',
      {
        event: { name: 'workflow_dispatch', workflow: 'deploy.yml', inputs: { models: 'churn' } },
        given: { staging: passed, production: passed, publish: { result: 'cancelled' } },
        vars: { MLOPS_DEPLOY_TARGET: 'pages' },
      },
      [
        `deploy.yml: staging, ${production}, publish (writes pages, id-token), rollback (writes contents), ${told}`,
      ],
    ],
    [
      'a page of an attempt that was taken back is not published by the next',
      {
        event: { name: 'workflow_dispatch', workflow: 'deploy.yml', inputs: { models: 'churn' } },
        given: {
          staging: passed,
          production: { outputs: { passed: 'churn', released: 'churn', attempt: '0' } },
        },
        vars: { MLOPS_DEPLOY_TARGET: 'pages' },
      },
      [`deploy.yml: staging, ${production}, ${told}`],
    ],
    [
      'the schedule of training on a day that is none',
      { event: { name: 'schedule', workflow: 'train.yml' } },
      [`train.yml: plan, ${result}`],
    ],
    [
      'the schedule of drift',
      { event: { name: 'schedule', workflow: 'drift.yml' } },
      ['drift.yml: drift (writes contents, pull-requests, issues, actions)'],
    ],
    [
      'the schedule of drift, switched off',
      { event: { name: 'schedule', workflow: 'drift.yml' }, vars: { MLOPS_DRIFT_SCHEDULE: 'off' } },
      ['drift.yml: '],
    ],
    [
      'a rollback by hand',
      {
        event: {
          name: 'workflow_dispatch',
          workflow: 'rollback.yml',
          inputs: { model: 'churn', reason: 'Complaints' },
        },
      },
      ['rollback.yml: rollback (writes contents, issues)'],
    ],
    [
      'a rollback where a page shows the model',
      {
        event: {
          name: 'workflow_dispatch',
          workflow: 'rollback.yml',
          inputs: { model: 'churn', reason: 'Complaints' },
        },
        given: {
          rollback: { outputs: { version: '2' } },
          'publish / staging': passed,
          'publish / production': passed,
        },
        vars: { MLOPS_DEPLOY_TARGET: 'pages' },
      },
      [
        `rollback.yml: rollback (writes contents, issues), publish / staging, publish / ${production}, publish / publish (writes pages, id-token), publish / ${told}`,
      ],
    ],
    [
      'images by hand',
      { event: { name: 'workflow_dispatch', workflow: 'images.yml' } },
      ['images.yml: images (writes packages)'],
    ],
  ];

  it.each(cases)('%s', async (_name, given, expected) => {
    expect(await runs(given)).toEqual(expected);
  });

  it('never registers, moves an alias or writes contents for a pull request, whatever jobs come to', async () => {
    for (const isFork of [false, true]) {
      for (const outcome of ['success', 'failure'] as const) {
        const lines = await runs({
          event: {
            name: 'pull_request',
            branch: 'idea',
            changed: ['models/churn/data/raw/churn.csv'],
          },
          given: { stages: { result: outcome }, quality: { result: outcome } },
          isFork,
        });
        expect(lines.join('\n')).not.toMatch(/register|deploy|contents/);
      }
    }
  });
});
