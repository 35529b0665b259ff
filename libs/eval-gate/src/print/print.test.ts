import type { GateCheck, Verdict } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { numberText, numberTexts } from './number-text.ts';
import { toMarkdown } from './to-markdown.ts';
import { toTerminal } from './to-terminal.ts';

const check = (parts: Partial<GateCheck>): GateCheck => ({
  check: 'accuracy',
  against: 'limit',
  slice: null,
  status: 'pass',
  value: 0.842,
  limit: 0.8,
  bound: 0.822,
  n: 1_000,
  neededN: null,
  reason: 'Accuracy 0.842 reaches 0.8.',
  method: 'Wilson one-sided 95 %',
  ...parts,
});

const verdict: Verdict = {
  schemaVersion: 1,
  stage: 'evaluate',
  model: 'churn',
  decision: 'block',
  blocking: true,
  sentence: 'Blocked: the bundle takes 120 MB.',
  modelHash: 'a'.repeat(64),
  productionHash: 'b'.repeat(64),
  dataHash: 'c'.repeat(64),
  settingsHash: 'd'.repeat(64),
  gitCommit: null,
  testRows: 1_000,
  metrics: { accuracy: 0.842 },
  productionMetrics: { accuracy: 0.838 },
  baseline: { accuracy: 0.742 },
  checks: [
    check({}),
    check({ slice: 'country=D|E', status: 'inconclusive', reason: 'Not <decided>.' }),
    check({
      check: 'sizeMb',
      status: 'block',
      value: 120,
      limit: 100,
      bound: null,
      reason: 'Too large.',
    }),
    check({ check: 'rocAuc', status: 'warn', value: null, reason: 'Odd\u001b[31m.' }),
  ],
};

describe('toTerminal', () => {
  it('prints an aligned table and why for what did not pass', () => {
    expect(toTerminal(verdict, { colors: false })).toBe(
      [
        'Blocked: the bundle takes 120 MB.',
        '',
        '    check                 value  bound  limit  against',
        '  ✔ accuracy              0.842  0.822  0.800  limit',
        '  ● accuracy country=D|E  0.842  0.822  0.800  limit',
        '  ✘ sizeMb                  120      –    100  limit',
        '  ● rocAuc                    –  0.822  0.800  limit',
        '',
        '  ● Not <decided>.',
        '  ✘ Too large.',
        '  ● Odd [31m.',
      ].join('\n'),
    );
  });

  it('colours marks where asked to', () => {
    expect(toTerminal(verdict, { colors: true })).toContain('\u001b[31m✘\u001b[39m');
  });

  it('is the sentence alone when nothing was checked', () => {
    expect(toTerminal({ ...verdict, checks: [] }, { colors: false })).toBe(verdict.sentence);
  });
});

describe('toMarkdown', () => {
  it('shows what did not pass, folds the rest, and lets no value break the table', () => {
    const markdown = toMarkdown(verdict);
    expect(markdown).toContain('### ❌ Gate of churn: block');
    expect(markdown).toContain('| accuracy | 0.842 | 0.838 | 0.742 |');
    expect(markdown).toContain('accuracy (country=D\\|E)');
    expect(markdown).toContain('Not \\<decided\\>.');
    expect(markdown.indexOf('Too large')).toBeLessThan(markdown.indexOf('<details>'));
    expect(markdown).toContain('<summary>1 check passes</summary>');
    expect(markdown).toContain('`aaaaaaaaaaaa`, production `bbbbbbbbbbbb`');
  });
});

describe('numberText', () => {
  it('keeps what matters of a figure', () => {
    expect([0, 0.8424, 3.2468, 42.125, 123.456, 17500.4, 0.000001, -0.25].map(numberText)).toEqual([
      '0.000',
      '0.842',
      '3.247',
      '42.13',
      '123.5',
      '17,500',
      '0.000001',
      '-0.250',
    ]);
  });

  it('tells two close figures apart', () => {
    expect(numberTexts(0.8421, 0.8419)).toEqual(['0.8421', '0.8419']);
    expect(numberTexts(14999.6, 15000)).toEqual(['14,999.6', '15,000']);
    expect(numberTexts(0.5, 0.5)).toEqual(['0.500', '0.500']);
  });
});
