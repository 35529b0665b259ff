import { overallStatus } from '../overall-status.ts';
import type { ReportInput } from '../report-input.ts';
import { headlineMetric, stageLines } from '../stage-lines.ts';
import { type Markup, markup } from '../text/markup.ts';
import { metricTitle } from '../text/metric-title.ts';
import {
  bytesText,
  countText,
  metricText,
  millisecondsText,
  plural,
  shortText,
} from '../text/number-text.ts';
import { statusMark } from './status-mark.ts';

/** Name, status, one sentence a stage, and the few figures that people ask for first. */
export function pageHead(input: ReportInput): Markup {
  const { status, words } = overallStatus(input);
  return markup`<header>
<div class="top"><div><p class="kicker">${input.project} · model report</p><h1>${input.model}</h1></div><p class="status ${status}">${words}</p></div>
<ul class="stages">${stageLines(input).map(
    (line) =>
      markup`<li>${statusMark(line.status)}<strong>${line.stage}</strong><span>${line.sentence}</span></li>
`,
  )}</ul>
${tiles(input)}
</header>
`;
}

function tiles({ verdict, evaluation, manifest, validation }: ReportInput): Markup | null {
  const found: { name: string; value: string; beside: string }[] = [];
  const metric = verdict === null ? null : decidingMetric(verdict);
  const value = metric === null ? undefined : verdict?.metrics[metric];
  if (verdict !== null && metric !== null && value !== undefined) {
    const baseline = verdict.baseline[metric];
    found.push({
      name: metricTitle(metric),
      value: metricText(value),
      beside: baseline === undefined ? 'on the test split' : `baseline ${metricText(baseline)}`,
    });
  }
  if (evaluation !== null && evaluation.latency.calls > 0) {
    const { p99, p50 } = evaluation.latency;
    found.push({
      name: 'Latency, p99',
      value: millisecondsText(p99),
      beside: `p50 ${millisecondsText(p50)}`,
    });
  }
  if (evaluation !== null && evaluation.sizeMb > 0) {
    const beside = `${countText(evaluation.latency.rowsPerSecond)} rows/s`;
    found.push({ name: 'Bundle', value: bytesText(evaluation.sizeMb * 1e6), beside });
  }
  if (manifest !== null) {
    found.push({
      name: 'Training',
      value: `${shortText(manifest.trainingSeconds)} s`,
      beside:
        manifest.history.length === 0
          ? 'trained elsewhere'
          : plural(manifest.history.length, 'epoch'),
    });
  }
  if (validation !== null) {
    found.push({
      name: 'Rows',
      value: countText(validation.rows),
      beside: `${validation.columns.length} columns`,
    });
  }
  if (found.length === 0) return null;
  return markup`<dl class="tiles">${found.map(
    ({ name, value: figure, beside }) =>
      markup`<div><dt>${name}</dt><dd class="figure-of">${figure}</dd><dd><small>${beside}</small></dd></div>`,
  )}</dl>`;
}

/** The metric that was held against the baseline; else the first. */
function decidingMetric({ checks, metrics }: NonNullable<ReportInput['verdict']>): string | null {
  return checks.find(({ against }) => against === 'baseline')?.check ?? headlineMetric(metrics);
}
