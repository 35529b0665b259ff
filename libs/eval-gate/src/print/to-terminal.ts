import { styleText } from 'node:util';
import type { GateCheck, Verdict } from '@create-mlops/contracts';
import { numberText } from './number-text.ts';
import { plainText } from './plain-text.ts';

export type TerminalOptions = {
  /** Default: where standard output is a terminal. */
  readonly colors?: boolean;
};

const marks = { pass: '✔', warn: '●', block: '✘', inconclusive: '●' } as const;
const styles = { pass: 'green', warn: 'yellow', block: 'red', inconclusive: 'yellow' } as const;
const headings = ['check', 'value', 'bound', 'limit', 'against'] as const;

/** A verdict as an aligned table: the sentence, one line per check, and why for each that did not pass. */
export function toTerminal(verdict: Verdict, options: TerminalOptions = {}): string {
  const colors = options.colors ?? process.stdout.isTTY === true;
  const paint = (status: GateCheck['status'], text: string) =>
    colors ? styleText(styles[status], text, { validateStream: false }) : text;
  const sentence = plainText(verdict.sentence);
  if (verdict.checks.length === 0) return sentence;
  const rows = verdict.checks.map((check) => [
    plainText(check.slice === null ? check.check : `${check.check} ${check.slice}`),
    figure(check.value),
    figure(check.bound),
    figure(check.limit),
    check.against,
  ]);
  const widths = headings.map((heading, at) =>
    rows.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), heading.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        isFigure(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const lines = verdict.checks.map(
    ({ status }, index) => `  ${paint(status, marks[status])} ${line(rows[index] ?? [])}`,
  );
  const why = verdict.checks
    .filter(({ status }) => status !== 'pass')
    .map(({ status, reason }) => `  ${paint(status, marks[status])} ${plainText(reason)}`);
  return [
    sentence,
    '',
    `    ${line(headings)}`,
    ...lines,
    ...(why.length === 0 ? [] : ['', ...why]),
  ].join('\n');
}

const isFigure = (at: number) => at >= 1 && at <= 3;

function figure(value: number | null): string {
  return value === null ? '–' : numberText(value);
}
