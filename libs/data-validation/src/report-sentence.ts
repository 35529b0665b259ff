import type { Finding } from '@create-mlops/contracts';
import { countText, rowsText } from './words.ts';

/**
 * A report in one plain sentence.
 *
 * @example reportSentence(5000, passing) // '5,000 rows pass 31 checks.'
 * @example reportSentence(500, findings) // 'age: 1 row above 100 (row 17: 150).'
 */
export function reportSentence(rows: number, findings: readonly Finding[]): string {
  const failed = findings.filter((finding) => finding.status === 'fail');
  const warned = findings.filter((finding) => finding.status === 'warn');
  const [first] = failed;
  if (first !== undefined) {
    const others = failed.length - 1;
    const more =
      others > 0 ? `; and ${others} more ${others === 1 ? 'check fails' : 'checks fail'}` : '';
    return `${findingText(first)}${more}.`;
  }
  const [warning] = warned;
  const passed = findings.length - warned.length;
  const passing = `${rowsText(rows)} ${rows === 1 ? 'passes' : 'pass'} ${countText(passed)} checks`;
  if (warning === undefined) return `${passing}.`;
  const others = warned.length - 1;
  return `${passing}; ${warned.length} to look at: ${findingText(warning)}${others > 0 ? ' …' : '.'}`;
}

/** What a finding saw, with the column in front. */
export function findingText(finding: Finding): string {
  const text = finding.received.replace(/\.$/, '');
  return finding.column === null ? text : `${finding.column}: ${text}`;
}
