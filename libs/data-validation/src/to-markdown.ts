import type { Finding, ValidationReport } from '@create-mlops/contracts';
import { countText } from './words.ts';

const marks = { pass: '✅', warn: '⚠️', fail: '❌' } as const;

/** A report as Markdown for a pull request or a job summary: what failed first, the rest folded away. */
export function toMarkdown(report: ValidationReport): string {
  const loud = report.findings.filter((finding) => finding.status !== 'pass');
  const quiet = report.findings.filter((finding) => finding.status === 'pass');
  const { train, validation, test } = report.splitRows;
  const lines = [
    `### ${marks[report.verdict]} Data of ${report.model}`,
    '',
    escapeCell(report.sentence),
    '',
    `${countText(report.rows)} rows: ${countText(train)} to train on, ${countText(validation)} to tune on, ${countText(test)} to test on. Data \`${report.dataHash.slice(0, 12)}\`${report.dataLabel === null ? '' : ` (${report.dataLabel})`}.`,
    '',
  ];
  if (loud.length > 0) lines.push(...table(loud), '');
  if (quiet.length > 0) {
    lines.push('<details>', `<summary>${quiet.length} checks pass</summary>`, '');
    lines.push(...table(quiet), '', '</details>', '');
  }
  return lines.join('\n');
}

function table(findings: readonly Finding[]): string[] {
  const ranked = [...findings].sort((a, b) => rank(a) - rank(b));
  return [
    '| | check | column | expected | received | rows |',
    '|---|---|---|---|---|---|',
    ...ranked.map((finding) => {
      const shown = finding.rows.slice(0, 5).join(', ');
      const rows = finding.rows.length > 5 ? `${shown}, …` : shown;
      const cells = [finding.check, finding.column ?? '', finding.expected, finding.received, rows];
      return `| ${marks[finding.status]} | ${cells.map(escapeCell).join(' | ')} |`;
    }),
  ];
}

function rank(finding: Finding): number {
  return ['fail', 'warn', 'pass'].indexOf(finding.status);
}

/** What a file says must neither end a table cell nor become markup. */
function escapeCell(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
