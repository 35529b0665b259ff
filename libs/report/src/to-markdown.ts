import type { GateCheck, Verdict } from '@create-mlops/contracts';
import { overallStatus } from './overall-status.ts';
import type { ReportInput } from './report-input.ts';
import { type Status, stageLines } from './stage-lines.ts';
import { metricTitle } from './text/metric-title.ts';
import { countText, metricText, numberText, plural } from './text/number-text.ts';

const signs: Readonly<Record<Status, string>> = { pass: '✅', warn: '⚠️', fail: '❌', none: '➖' };
const checkSigns = { pass: '✅', warn: '⚠️', block: '❌', inconclusive: '❔' } as const;

/** The report in short, for the summary of a CI job: a sentence a stage, the metrics, the gate, what drifted. */
export function toMarkdown(input: ReportInput): string {
  const { status, words } = overallStatus(input);
  const { verdict, drift, manifest, generatedFrom } = input;
  const moved = drift?.columns.filter((column) => column.verdict !== 'none') ?? [];
  const lines = [
    `## ${signs[status]} ${escaped(input.model)}: ${words}`,
    '',
    ...stageLines(input).map(
      (line) => `- ${signs[line.status]} **${line.stage}**: ${escaped(line.sentence)}`,
    ),
    '',
    ...(verdict === null ? [] : [...metricsTable(verdict), ...gateTable(verdict.checks)]),
    ...(moved.length === 0
      ? []
      : ['### Drift', '', ...moved.map(({ sentence }) => `- ${escaped(sentence)}`), '']),
    [
      ...(manifest === null
        ? []
        : [
            `Model \`${manifest.modelHash.slice(0, 12)}\``,
            `data \`${manifest.lineage.dataHash.slice(0, 12)}\``,
            `commit ${manifest.lineage.gitCommit === null ? 'none' : `\`${manifest.lineage.gitCommit.slice(0, 12)}\``}${manifest.lineage.gitDirty === true ? ' (work tree differed)' : ''}`,
          ]),
      `from ${escaped(generatedFrom)}`,
    ].join(', '),
  ];
  return `${lines.join('\n')}\n`;
}

function metricsTable({ metrics, productionMetrics, baseline, testRows }: Verdict): string[] {
  const names = Object.keys(metrics);
  if (names.length === 0) return [];
  const figure = (values: Readonly<Record<string, number>> | null, name: string) =>
    values?.[name] === undefined ? '–' : metricText(values[name]);
  return [
    `### Metrics on ${countText(testRows)} test rows`,
    '',
    '| metric | candidate | production | baseline |',
    '|---|--:|--:|--:|',
    ...names.map(
      (name) =>
        `| ${escaped(metricTitle(name))} | ${figure(metrics, name)} | ${figure(productionMetrics, name)} | ${figure(baseline, name)} |`,
    ),
    '',
  ];
}

function gateTable(checks: readonly GateCheck[]): string[] {
  if (checks.length === 0) return [];
  const figure = (value: number | null) => (value === null ? '–' : numberText(value));
  return [
    `### Gate: ${plural(checks.length, 'check')}`,
    '',
    '| | check | against | value | bound | limit | n | why |',
    '|---|---|---|--:|--:|--:|--:|---|',
    ...checks.map(
      (check) =>
        `| ${checkSigns[check.status]} | ${escaped(metricTitle(check.check))}${check.slice === null ? '' : ` (${escaped(check.slice)})`} | ${check.against} | ${figure(check.value)} | ${figure(check.bound)} | ${figure(check.limit)} | ${countText(check.n)} | ${escaped(check.reason)} |`,
    ),
    '',
  ];
}

/** What the data says must neither end a table cell nor become markup. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
      .replace(/[\\|`*_<>[\]]/g, '\\$&')
      .replace(/&/g, '&amp;')
  );
}
