import { styleText } from 'node:util';
import type { Result } from './figure.ts';

/** The results as a table: figure | measured | target | met. */
export function printTable(results: readonly Result[]): string {
  const rows = results.map(({ name, measured, target, met }) => [
    name,
    measured,
    target,
    met === null ? 'not measured' : met ? 'yes' : 'no',
  ]);
  const head = ['figure', 'measured', 'target', 'met'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd();
  const colour = { yes: 'green', no: 'red', 'not measured': 'yellow' } as const;
  const body = rows.map((row, index) => {
    const met = results[index]?.met ?? null;
    const word = met === null ? 'not measured' : met ? 'yes' : 'no';
    return `${line([...row.slice(0, 3), ''])} ${styleText(colour[word], word)}`;
  });
  const rule = widths.map((width) => '-'.repeat(width)).join('-|-');
  return `${[line(head), rule, ...body].join('\n')}\n`;
}
