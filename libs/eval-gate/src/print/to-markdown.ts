import type { GateCheck, Verdict } from '@create-mlops/contracts';
import { countText, numberText } from './number-text.ts';
import { plainText } from './plain-text.ts';

const marks = { pass: '✅', warn: '⚠️', block: '❌', inconclusive: '❔' } as const;
const decisions = { pass: '✅', block: '❌', inconclusive: '❔', unchanged: '✅' } as const;

/** A verdict as Markdown for a pull request or a job summary: what did not pass first, the rest folded away. */
export function toMarkdown(verdict: Verdict): string {
  const loud = verdict.checks.filter(({ status }) => status !== 'pass');
  const quiet = verdict.checks.filter(({ status }) => status === 'pass');
  const lines = [
    `### ${decisions[verdict.decision]} Gate of ${escaped(verdict.model)}: ${verdict.decision}`,
    '',
    escaped(verdict.sentence),
    '',
    ...metricsTable(verdict),
  ];
  if (loud.length > 0) lines.push(...checksTable(loud), '');
  if (quiet.length > 0) {
    lines.push(
      '<details>',
      `<summary>${quiet.length} ${quiet.length === 1 ? 'check passes' : 'checks pass'}</summary>`,
      '',
    );
    lines.push(...checksTable(quiet), '', '</details>', '');
  }
  const production =
    verdict.productionHash === null
      ? ''
      : `, production \`${verdict.productionHash.slice(0, 12)}\``;
  lines.push(
    `Model \`${verdict.modelHash.slice(0, 12)}\`${production}, data \`${verdict.dataHash.slice(0, 12)}\`, ${countText(verdict.testRows)} test rows.`,
    '',
  );
  return lines.join('\n');
}

function metricsTable({ metrics, productionMetrics, baseline }: Verdict): string[] {
  const names = Object.keys(metrics);
  if (names.length === 0) return [];
  const figure = (values: Record<string, number> | null, name: string) =>
    values?.[name] === undefined ? '' : numberText(values[name]);
  const rows = names.map(
    (name) =>
      `| ${escaped(name)} | ${figure(metrics, name)} | ${figure(productionMetrics, name)} | ${figure(baseline, name)} |`,
  );
  return ['| metric | candidate | production | baseline |', '|---|--:|--:|--:|', ...rows, ''];
}

function checksTable(checks: readonly GateCheck[]): string[] {
  const figure = (value: number | null) => (value === null ? '' : numberText(value));
  return [
    '| | check | against | value | bound | limit | n | why | method |',
    '|---|---|---|--:|--:|--:|--:|---|---|',
    ...checks.map((check) => {
      const name = check.slice === null ? check.check : `${check.check} (${check.slice})`;
      const cells = [
        escaped(name),
        check.against,
        figure(check.value),
        figure(check.bound),
        figure(check.limit),
        countText(check.n),
        escaped(check.reason),
        escaped(check.method),
      ];
      return `| ${marks[check.status]} | ${cells.join(' | ')} |`;
    }),
  ];
}

/** What the data says must neither end a table cell nor become markup. */
function escaped(text: string): string {
  return plainText(text).replace(/[\\|`*_<>[\]]/g, '\\$&');
}
