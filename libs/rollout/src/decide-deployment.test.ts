import { describe, expect, it } from 'vitest';
import { decideDeployment } from './decide-deployment.ts';
import {
  type Comparison,
  type DeploymentReport,
  deploymentMarkdown,
  deploymentReportSchema,
} from './deployment-report.ts';

const comparisonOf = (decision: Comparison['decision']): Comparison => ({
  mode: 'replay',
  decision,
  sentence: `It was ${decision}.`,
  requests: 10,
  labelled: 0,
  errorShare: { candidate: 0, production: 0 },
  loss: null,
  agreement: null,
  latencyMs: { candidate: { p50: 1, p99: 2 }, production: { p50: 1, p99: null } },
  requestsNeeded: 300,
  broken: decision === 'worse' ? 'errors' : null,
});
const passed = { step: 'staging', check: 'ready', status: 'pass', sentence: 'It is.' } as const;
const failed = { step: 'load', check: 'errors', status: 'fail', sentence: 'Half failed.' } as const;
const candidate = {
  version: 3,
  isLive: false,
  opponent: 2,
  strategy: 'direct',
  checks: [passed],
  comparison: null,
} as const;
const actionOf = (context: Parameters<typeof decideDeployment>[0]) =>
  decideDeployment(context).action;

describe('decideDeployment', () => {
  it('stops what failed or was found worse, whatever the strategy', () => {
    for (const strategy of ['direct', 'manual', 'canary'] as const) {
      for (const isLive of [false, true]) {
        const base = { ...candidate, strategy, isLive };
        expect(actionOf({ ...base, checks: [passed, failed] })).toBe('block');
        expect(actionOf({ ...base, comparison: comparisonOf('worse') })).toBe('block');
      }
    }
    expect(decideDeployment({ ...candidate, checks: [failed] }).sentence).toContain('Half failed.');
  });

  it('promotes directly unless worse, as a canary only when healthy, and by hand never', () => {
    const undecided = { ...candidate, comparison: comparisonOf('undecided') };
    expect(actionOf(undecided)).toBe('promote');
    expect(actionOf({ ...undecided, strategy: 'canary' })).toBe('hold');
    expect(actionOf({ ...candidate, strategy: 'canary' })).toBe('hold');
    const healthy = { ...candidate, comparison: comparisonOf('healthy') };
    expect(actionOf({ ...healthy, strategy: 'canary' })).toBe('promote');
    expect(actionOf({ ...healthy, strategy: 'manual' })).toBe('ready');
  });

  it('says of the first version that there was nothing to compare it with', () => {
    const first = decideDeployment({ ...candidate, opponent: null, strategy: 'canary' });
    expect(first.action).toBe('promote');
    expect(first.sentence).toContain('first one');
    expect(actionOf({ ...candidate, isLive: true })).toBe('keep');
  });

  it('lets a warning pass', () => {
    expect(actionOf({ ...candidate, checks: [{ ...failed, status: 'warn' }] })).toBe('promote');
  });
});

describe('deploymentMarkdown', () => {
  it('begins with the sentence, marks a replay, and keeps hostile text in its cell', () => {
    const report: DeploymentReport = deploymentReportSchema.parse({
      schemaVersion: 1,
      stage: 'deploy',
      model: 'churn',
      version: 3,
      modelHash: 'ab',
      production: 2,
      target: 'replay',
      strategy: 'canary',
      decision: 'promoted',
      sentence: 'Version 3 is in production.',
      checks: [{ ...passed, sentence: 'a | b\n<c>' }],
      comparison: comparisonOf('healthy'),
    });
    const lines = deploymentMarkdown(report).split('\n');
    expect(lines[2]).toBe('Version 3 is in production.');
    expect(lines).toContain('### Candidate beside production (*replay*)');
    expect(lines.find((line) => line.startsWith('| staging'))).toBe(
      '| staging | ready | pass | a \\| b \\<c\\> |',
    );
  });
});
