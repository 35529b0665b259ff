import type { DriftReport } from '@create-mlops/contracts';

const marks = { drift: '✘', warn: '●', none: '✔' } as const;

/** The sentence, then a line for each column that moved. */
export function toTerminal(report: DriftReport): string {
  const moved = report.columns.filter((column) => column.verdict !== 'none');
  return [
    report.sentence,
    ...moved.map((column) => `  ${marks[column.verdict]} ${column.sentence}`),
  ].join('\n');
}
