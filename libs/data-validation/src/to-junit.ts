import type { ValidationReport } from '@create-mlops/contracts';
import { findingText } from './report-sentence.ts';

/** The report as JUnit XML: a test case per finding, a failure for each that fails. */
export function toJunit(report: ValidationReport): string {
  const cases = report.findings.map((finding) => {
    const name = finding.column === null ? finding.check : `${finding.check} ${finding.column}`;
    const open = `    <testcase classname="${escapeXml(report.model)}.validate" name="${escapeXml(name)}"`;
    if (finding.status === 'pass') return `${open}/>`;
    const text = escapeXml(`${findingText(finding)}; expected ${finding.expected}`);
    if (finding.status === 'warn')
      return `${open}>\n      <system-out>${text}</system-out>\n    </testcase>`;
    return `${open}>\n      <failure type="${finding.reason ?? ''}" message="${text}"/>\n    </testcase>`;
  });
  const failures = report.findings.filter((finding) => finding.status === 'fail').length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${escapeXml(report.model)} data" tests="${cases.length}" failures="${failures}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
  );
}
