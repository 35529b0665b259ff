import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const scripts = join(import.meta.dirname, '..', 'templates', 'project', 'tools', 'ci');
const script = (name: string) => import(pathToFileURL(join(scripts, name)).href);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('compareLimits', () => {
  const cases: [string, object, object, string[]][] = [
    [
      'a lower minimum',
      { metrics: { rocAuc: { min: 0.8 } } },
      { metrics: { rocAuc: { min: 0.7 } } },
      ['metrics.rocAuc.min loosened'],
    ],
    [
      'a higher minimum',
      { metrics: { rocAuc: { min: 0.7 } } },
      { metrics: { rocAuc: { min: 0.8 } } },
      [],
    ],
    [
      'a higher maximum',
      { missing: { max: 0 } },
      { missing: { max: 0.1 } },
      ['missing.max loosened'],
    ],
    [
      'a limit of one column',
      { missing: { columns: { age: 0.03 } } },
      { missing: { columns: { age: 0.5 } } },
      ['missing.columns.age loosened'],
    ],
    ['a check that is gone', { duplicates: { max: 0.01 } }, {}, ['duplicates removed']],
    ['a check that is new', {}, { duplicates: { max: 0.01 } }, []],
    [
      'a failure that only warns',
      { targetLeakage: { status: 'fail' } },
      { targetLeakage: { status: 'warn' } },
      ['targetLeakage.status loosened'],
    ],
    ['a warning that blocks', { onInconclusive: 'warn' }, { onInconclusive: 'block' }, []],
    [
      'a baseline that need not be beaten',
      { beatBaseline: true },
      { beatBaseline: false },
      ['beatBaseline loosened'],
    ],
    [
      'a column that is no longer critical',
      { critical: ['age', 'plan'] },
      { critical: ['age'] },
      ['critical loosened'],
    ],
    ['a column that is ignored', { ignore: [] }, { ignore: ['age'] }, ['ignore loosened']],
    [
      'a category more',
      { plan: { enum: ['a'] } },
      { plan: { enum: ['a', 'b'] } },
      ['plan.enum loosened'],
    ],
    [
      'a wider range',
      { age: { minimum: 18, maximum: 100 } },
      { age: { minimum: 0, maximum: 100 } },
      ['age.minimum loosened'],
    ],
    [
      'a column that may lack',
      { age: { isRequired: true } },
      { age: { isRequired: false } },
      ['age.isRequired loosened'],
    ],
    [
      'more rows before anything is decided',
      { minRows: 50 },
      { minRows: 5000 },
      ['minRows loosened'],
    ],
    [
      'a comparison that is switched off',
      { production: { margin: 0.01 } },
      { production: false },
      ['production removed'],
    ],
    [
      'a comparison that is switched on',
      { production: false },
      { production: { margin: 0.01 } },
      [],
    ],
    [
      'a switch whose meaning nobody knows',
      { lenient: false },
      { lenient: true },
      ['lenient changed'],
    ],
    [
      'a mode that says nothing of a direction',
      { mode: 'superior' },
      { mode: 'nonInferior' },
      ['mode changed'],
    ],
  ];
  it.each(cases)('%s', async (_name, before, after, expected) => {
    const { compareLimits } = await script('compare-limits.mjs');
    const found: { path: string; how: string }[] = compareLimits(before, after);
    expect(found.map(({ path, how }) => `${path} ${how}`)).toEqual(expected);
  });
});

describe('experimentVariables', () => {
  it('reads settings as somebody types them', async () => {
    const { experimentVariables } = await script('experiment.mjs');
    expect(experimentVariables('train.epochs=20, train.earlyStopping.patience=3')).toEqual({
      MLOPS_TRAIN__EPOCHS: '20',
      MLOPS_TRAIN__EARLY_STOPPING__PATIENCE: '3',
    });
    expect(experimentVariables(' ')).toEqual({});
  });
  it.each([
    'epochs=20',
    'train.epochs',
    'train.epochs=$(id)',
    'PATH=/tmp',
    'train.epochs=1;ls',
    'evaluate.metrics.rocAuc.min=0.1',
  ])('refuses %s', async (text) => {
    const { experimentVariables } = await script('experiment.mjs');
    expect(() => experimentVariables(text)).toThrow('is no setting');
  });
});

describe('ruleOnDrift', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString();
  const now = new Date(Date.UTC(2026, 0, 3));
  const response = { found: 2, within: 3, cooldownHours: 24 };
  const rule = async (history: object[], decision: string) =>
    (await script('drift-rule.mjs')).ruleOnDrift(
      history,
      { decision, window: 'now' },
      response,
      now,
    );

  it('waits until enough of the last windows have drifted', async () => {
    const once = await rule([{ at: at(1), decision: 'none', answered: false }], 'drift');
    expect(once).toEqual({
      answers: false,
      why: '1 of the last 3 windows drifted; 2 must have, before anything is done.',
    });
    const twice = await rule(
      [
        { at: at(1), decision: 'drift' },
        { at: at(2), decision: 'none' },
      ],
      'drift',
    );
    expect(twice.answers).toBe(true);
    const longAgo = [
      { at: at(1), decision: 'drift' },
      { at: at(2), decision: 'none' },
      { at: at(3), decision: 'none' },
    ];
    expect((await rule(longAgo, 'drift')).answers).toBe(false);
  });

  it('counts a window once, however often it is looked at, and answers it once', async () => {
    const seen = [{ at: at(1), decision: 'drift', window: 'now', answered: false }];
    expect((await rule(seen, 'drift')).answers).toBe(false);
    const answered = [{ at: at(1), decision: 'drift', window: 'now', answered: true }];
    expect((await rule(answered, 'drift')).why).toContain('about this window already');
  });

  it('does not answer again before the cool-down is over, and never a window that has not drifted', async () => {
    const answered = [{ at: at(40), decision: 'drift', answered: true }];
    expect((await rule(answered, 'drift')).why).toContain('8 hours old');
    expect((await rule([{ at: at(10), decision: 'drift', answered: true }], 'drift')).answers).toBe(
      true,
    );
    expect((await rule([{ at: at(1), decision: 'drift' }], 'none')).answers).toBe(false);
  });
});

describe('isTrainingDay', () => {
  const on = async (schedule: string, date: string) =>
    (await script('training-day.mjs')).isTrainingDay(schedule, new Date(`${date}T03:17:00Z`));

  it('trains on Mondays, on the 1st, every day or never', async () => {
    const found = await Promise.all(
      ['off', 'daily', 'weekly', 'monthly'].map((schedule) =>
        Promise.all(['2026-06-01', '2026-06-08', '2026-07-01'].map((date) => on(schedule, date))),
      ),
    );
    expect(found).toEqual([
      [false, false, false],
      [true, true, true],
      [true, true, false],
      [true, false, true],
    ]);
  });

  it('knows no other word', async () => {
    expect(await on('fortnightly', '2026-06-01')).toBeNull();
    expect(await on('constructor', '2026-06-01')).toBeNull();
  });
});

describe('readProvider', () => {
  it('tells a pull request from a fork, also of a fork that is gone', async () => {
    const { readProvider } = await script('provider.mjs');
    const event = join(folder, 'event.json');
    const read = (head: object | null) => {
      writeFileSync(
        event,
        JSON.stringify({
          repository: { default_branch: 'trunk' },
          pull_request: {
            number: 5,
            base: { sha: 'a'.repeat(40), repo: { full_name: 'acme/acme' } },
            head: { repo: head },
          },
        }),
      );
      return readProvider({
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_PATH: event,
        GITHUB_EVENT_NAME: 'pull_request',
      });
    };
    expect(read({ full_name: 'acme/acme' })).toMatchObject({
      isFork: false,
      pullRequest: 5,
      defaultBranch: 'trunk',
      before: 'a'.repeat(40),
    });
    expect(read({ full_name: 'eve/acme' }).isFork).toBe(true);
    expect(read(null).isFork).toBe(true);
  });

  it('reads a merge request, and no commit where the provider says zeros', async () => {
    const { readProvider } = await script('provider.mjs');
    expect(
      readProvider({
        GITLAB_CI: 'true',
        CI_PIPELINE_SOURCE: 'merge_request_event',
        CI_MERGE_REQUEST_IID: '9',
        CI_MERGE_REQUEST_DIFF_BASE_SHA: 'c'.repeat(40),
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '1',
        CI_MERGE_REQUEST_PROJECT_ID: '2',
      }),
    ).toMatchObject({
      event: 'pull_request',
      isFork: true,
      pullRequest: 9,
      before: 'c'.repeat(40),
    });
    expect(readProvider({ GITLAB_CI: 'true', CI_COMMIT_BEFORE_SHA: '0'.repeat(40) }).before).toBe(
      '',
    );
  });

  it('refuses an output with a second line, which would be another output', async () => {
    const { giveOutputs, readProvider } = await script('provider.mjs');
    expect(() => giveOutputs(readProvider({}), { said: 'one\npassed=churn' })).toThrow(
      'more than one line',
    );
  });
});
