import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { validateText } from '../test/validate-text.ts';
import { toGreatExpectations } from './to-great-expectations.ts';
import { toJunit } from './to-junit.ts';
import { toMarkdown } from './to-markdown.ts';
import { toTerminal } from './to-terminal.ts';

const row = z.object({
  a: z.enum(['x']),
  b: z.number().max(3),
  y: z.enum(['no', 'yes']).meta({ role: 'target' }),
});
const report = await validateText({
  row,
  text: 'a,b,y\nx,1,no\n"<b>|`\u001b[31m",2,yes\nx,9,no\n',
});

describe('toMarkdown', () => {
  it('puts what failed first and keeps cells from becoming markup', () => {
    const markdown = toMarkdown(report);
    expect(markdown.split('\n')[0]).toBe('### ❌ Data of sample');
    expect(markdown.indexOf('❌ | range')).toBeLessThan(markdown.indexOf('<details>'));
    expect(markdown).toContain('\\<b\\>\\|\\`');
    expect(markdown).toContain('1 row above 3 (row 3: 9)');
  });
});

describe('toTerminal', () => {
  it('is a sentence and one line per finding, without control characters from the data', () => {
    const lines = toTerminal(report).split('\n');
    expect(lines[0]).toBe(report.sentence);
    expect(lines.find((line) => line.includes('range'))).toMatch(
      /^ {2}FAIL {2}range +b +at most 3 /,
    );
    expect(toTerminal(report)).not.toContain('\u001b');
    expect(toTerminal(report, { colors: true })).toContain('\u001b[31mFAIL');
    expect(toTerminal(report, { all: true }).split('\n').length).toBeGreaterThan(lines.length);
  });
});

describe('toGreatExpectations', () => {
  it('has the shape of a Great Expectations validation result', () => {
    const result = toGreatExpectations(report);
    expect(Object.keys(result)).toEqual(['success', 'results', 'statistics', 'meta']);
    expect(result.success).toBe(false);
    const { statistics } = result;
    expect(statistics.evaluated_expectations).toBe(report.findings.length);
    expect(statistics.successful_expectations + statistics.unsuccessful_expectations).toBe(
      report.findings.length,
    );
    const range = result.results.find(
      (entry) => entry.expectation_config.type === 'expect_column_values_to_be_between',
    );
    expect(range).toMatchObject({
      success: false,
      expectation_config: { kwargs: { column: 'b' } },
      result: { element_count: 3, unexpected_count: 1, partial_unexpected_index_list: [3] },
      meta: { reason: 'outOfRange' },
      exception_info: { raised_exception: false },
    });
    expect(range?.result.unexpected_percent).toBeCloseTo(100 / 3);
  });
});

describe('toJunit', () => {
  it('has a case per finding and a failure per failing one', () => {
    const xml = toJunit(report);
    expect(xml.match(/<testcase /g)).toHaveLength(report.findings.length);
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml).toContain('&lt;b&gt;');
    expect(xml).not.toContain('\u001b');
  });
});
