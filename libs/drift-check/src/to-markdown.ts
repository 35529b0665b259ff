import type { DriftReport } from '@create-mlops/contracts';

const words = { drift: 'drift', warn: 'moved', none: '' } as const;

/** The report for a step summary or a pull request. */
export function toMarkdown(report: DriftReport): string {
  const lines = [`## Drift of ${report.model}`, '', report.sentence, ''];
  if (report.columns.length > 0) {
    lines.push(
      '| column | verdict | what happened | test | p adjusted | effect |',
      '|---|---|---|---|---|---|',
    );
    for (const column of report.columns) {
      const test = column.detectors.find((detector) => detector.pValue !== null);
      lines.push(
        `| ${escapeCell(column.column)}${column.source === 'prediction' ? ' (answer)' : ''} | ${words[column.verdict]} | ${escapeCell(column.sentence)} | ${test?.detector ?? ''} | ${short(test?.adjustedPValue)} | ${short(test?.effect)} |`,
      );
    }
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

const escapeCell = (text: string) => text.replace(/[|\\`<>]/g, (mark) => `\\${mark}`);
const short = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : String(Number(value.toPrecision(3)));
