import { styleText } from 'node:util';
import type { Finding, ValidationReport } from '@create-mlops/contracts';

export type TerminalOptions = {
  /** Default: no colours. */
  readonly colors?: boolean;
  /** Whether passing checks are listed too. Default: no. */
  readonly all?: boolean;
};

const words = { pass: 'pass', warn: 'warn', fail: 'FAIL' } as const;
const styles = { pass: 'green', warn: 'yellow', fail: 'red' } as const;
const WIDEST = 60;

/** A report as a compact table: the sentence, then one line per finding that did not pass. */
export function toTerminal(report: ValidationReport, options: TerminalOptions = {}): string {
  const { colors = false, all = false } = options;
  const findings = report.findings.filter((finding) => all || finding.status !== 'pass');
  const rows = findings.map((finding) => [
    finding.check,
    finding.column ?? '',
    cut(finding.expected),
    cut(finding.received),
  ]);
  const widths = [0, 1, 2].map((index) =>
    rows.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), 0),
  );
  const lines = findings.map((finding, index) => {
    const cells = (rows[index] ?? []).map((cell, at) => cell.padEnd(widths[at] ?? 0));
    return `  ${mark(finding, colors)}  ${cells.join('  ')}`.trimEnd();
  });
  return `${[report.sentence, ...lines].join('\n')}\n`;
}

function mark(finding: Finding, colors: boolean): string {
  const word = words[finding.status];
  return colors ? styleText(styles[finding.status], word, { validateStream: false }) : word;
}

/** One line of text, shortened; control characters would let a file's cells steer the terminal. */
function cut(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}
