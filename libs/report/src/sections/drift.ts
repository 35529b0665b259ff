import type { ColumnDrift, DetectorResult, DriftReport } from '@create-mlops/contracts';
import { driftBars } from '../figures/drift-bars.ts';
import { type DriftStrength, driftStrengths } from '../figures/drift-strengths.ts';
import { figureBlock } from '../page/figure-block.ts';
import { shortHash } from '../page/short-hash.ts';
import { statusMark } from '../page/status-mark.ts';
import { table } from '../page/table.ts';
import { figureWidths } from '../page/widths.ts';
import { type Markup, markup } from '../text/markup.ts';
import { metricTitle } from '../text/metric-title.ts';
import { countText, numberText, plural } from '../text/number-text.ts';
import { fileNames } from './file-name.ts';
import type { Section } from './section.ts';

const MOST_PICTURES = 12;

/** Whether the world moved since training, column by column, farthest first. */
export const driftSection: Section = {
  id: 'drift',
  title: 'Drift',
  missing: { what: 'No drift report', stage: 'drift' },
  render: ({ drift }) => {
    if (drift === null) return null;
    const columns = drift.columns
      .map((column) => ({ column, ...strengthOf(column) }))
      .sort((a, b) => b.strength - a.strength);
    const lead = markup`<p class="lead">${drift.sentence}</p>${origin(drift)}`;
    if (columns.length === 0) return { figures: [], body: lead };
    const overview = {
      name: 'drift',
      svg: driftStrengths(columns.map(toStrength), { width: figureWidths.full }),
    };
    const moved = columns.filter(({ column }) => column.verdict !== 'none').slice(0, MOST_PICTURES);
    const names = fileNames(moved.map(({ column }) => column.column));
    const pictures = moved.map(({ column }, index) => ({
      column,
      figure: {
        name: `drift-${names[index]}`,
        svg: driftBars(column, { width: figureWidths.half }),
      },
    }));
    return {
      figures: [overview, ...pictures.map(({ figure }) => figure)],
      body: markup`${lead}
${figureBlock(overview, { caption: 'A column drifts where its effect reaches the threshold and the difference is significant after Benjamini–Hochberg; one of the two alone is a warning.' })}
<div class="pair">${pictures.map(({ column, figure }) => figureBlock(figure, { heading: column.column, caption: `${column.sentence}.` }))}</div>
<details><summary>All detectors of ${plural(columns.length, 'column')}</summary>${detectorTable(columns.map(({ column }) => column))}</details>`,
    };
  },
};

function strengthOf({ detectors }: ColumnDrift): {
  strength: number;
  strongest: DetectorResult | null;
} {
  let strength = 0;
  let strongest: DetectorResult | null = null;
  for (const detector of detectors) {
    const { effect, statistic, threshold } = detector;
    if (threshold === null || threshold <= 0) continue;
    const times = Math.abs(effect ?? statistic) / threshold;
    if (times > strength || strongest === null) [strength, strongest] = [times, detector];
  }
  return { strength, strongest };
}

function toStrength({
  column,
  strength,
  strongest,
}: { column: ColumnDrift } & ReturnType<typeof strengthOf>): DriftStrength {
  const said =
    strongest === null
      ? 'no detector applies'
      : `${metricTitle(strongest.detector)} ${numberText(strongest.effect ?? strongest.statistic)}, threshold ${numberText(strongest.threshold ?? 0)}`;
  const kind = { prediction: ' (answer)', representation: ' (whole rows)', data: '', measured: '' };
  const name = `${column.column}${kind[column.source]}`;
  return { column: name, verdict: column.verdict, strength, said };
}

function origin({ window, windowRows, simulated, version, modelHash }: DriftReport): Markup | null {
  if (window === null) return null;
  return markup`<p>${plural(windowRows, 'row')} of <code>${window}</code>${simulated ? markup` <span class="role">simulated</span>` : null} against what ${version === null ? 'the model' : `version ${version}`}${modelHash === null ? null : markup` (${shortHash(modelHash)})`} was trained on.</p>`;
}

function detectorTable(columns: readonly ColumnDrift[]): Markup {
  const figure = (value: number | null) => (value === null ? '–' : numberText(value));
  return table(
    'Detectors',
    [
      { heading: 'Column' },
      { heading: 'Rows', look: 'number' },
      { heading: 'Detector' },
      { heading: 'Statistic', look: 'number' },
      { heading: 'Effect', look: 'number' },
      { heading: 'Threshold', look: 'number' },
      { heading: 'Adjusted p', look: 'number' },
    ],
    columns.flatMap((column) =>
      column.detectors.map((detector, index) => [
        index === 0
          ? markup`${statusMark(column.verdict === 'none' ? 'pass' : column.verdict)} ${column.column}`
          : '',
        index === 0 ? countText(column.currentRows) : '',
        metricTitle(detector.detector),
        figure(detector.statistic),
        figure(detector.effect),
        figure(detector.threshold),
        figure(detector.adjustedPValue),
      ]),
    ),
  );
}
