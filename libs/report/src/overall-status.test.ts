import { describe, expect, it } from 'vitest';
import {
  churnInput,
  drift,
  emptyInput,
  manifest,
  validation,
  verdict,
} from './__fixtures__/churn-input.ts';
import { overallStatus } from './overall-status.ts';

const quiet = { ...churnInput, drift: { ...drift, decision: 'none' as const } };

describe('overallStatus', () => {
  it('is the worst that a stage found', () => {
    expect(
      overallStatus({ ...churnInput, validation: { ...validation, verdict: 'fail' } }).words,
    ).toBe('Data invalid');
    expect(
      overallStatus({ ...churnInput, verdict: { ...verdict, decision: 'block', blocking: true } })
        .words,
    ).toBe('Blocked by the gate');
    expect(overallStatus(churnInput)).toEqual({ status: 'fail', words: 'Drift found' });
    expect(overallStatus({ ...quiet, validation: { ...validation, verdict: 'warn' } }).status).toBe(
      'warn',
    );
    expect(overallStatus(quiet)).toEqual({ status: 'pass', words: 'All stages pass' });
  });

  it('does not pass what has not run, or ran on another model', () => {
    expect(overallStatus(emptyInput)).toEqual({ status: 'none', words: 'Not complete yet' });
    const retrained = { ...manifest, modelHash: '1'.repeat(64) };
    expect(overallStatus({ ...quiet, manifest: retrained }).status).toBe('none');
  });

  it('passes a model that is in production already', () => {
    expect(overallStatus({ ...quiet, verdict: { ...verdict, decision: 'unchanged' } }).words).toBe(
      'Unchanged, in production',
    );
  });
});
