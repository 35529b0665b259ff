import type { Evaluation, Verdict } from '@create-mlops/contracts';
import { mean, quantile } from 'simple-statistics';
import { calibrationCurve } from '../figures/calibration-curve.ts';
import { confusionMatrix } from '../figures/confusion-matrix.ts';
import { histogram } from '../figures/histogram.ts';
import { metricMarks } from '../figures/metric-marks.ts';
import { predictedObserved } from '../figures/predicted-observed.ts';
import { rocCurve } from '../figures/roc-curve.ts';
import { figureBlock } from '../page/figure-block.ts';
import { table } from '../page/table.ts';
import { figureWidths } from '../page/widths.ts';
import { type Markup, markup } from '../text/markup.ts';
import { metricTitle } from '../text/metric-title.ts';
import { countText, metricText, numberText, percentText } from '../text/number-text.ts';
import { wordsBlock } from './class-words.ts';
import { mistakesBlock } from './mistakes.ts';
import { residualBins } from './residual-bins.ts';
import type { Figure, Section } from './section.ts';

type Drawn = {
  readonly figure: Figure;
  readonly heading: string;
  readonly caption?: string;
  /** What stands next to the picture. */
  readonly beside?: Markup;
};

/** What the model does on rows it has never seen. */
export const evaluationSection: Section = {
  id: 'evaluation',
  title: 'Evaluation',
  missing: { what: 'No evaluation', stage: 'evaluate' },
  render: ({ verdict, evaluation, manifest }) => {
    if (verdict === null && evaluation === null) return null;
    const target = manifest?.contract.target ?? 'target';
    const marks =
      verdict === null || Object.keys(verdict.metrics).length === 0 ? null : drawMarks(verdict);
    const pictures =
      evaluation === null ? [] : drawAnswers(evaluation, target, verdict?.metrics.rocAuc ?? null);
    return {
      figures: [...(marks === null ? [] : [marks]), ...pictures.map(({ figure }) => figure)],
      body: markup`
${marks === null || verdict === null ? null : markup`${figureBlock(marks, { heading: `Metrics on ${countText(verdict.testRows)} test rows` })}${metricsTable(verdict)}`}
<div class="pair">${pictures.map(({ figure, beside, ...words }) => [figureBlock(figure, words), beside ?? null])}</div>
${mistakesBlock(evaluation?.mistakes ?? [])}${wordsBlock(evaluation?.words ?? [])}`,
    };
  },
};

function drawMarks({ metrics, productionMetrics, baseline, checks }: Verdict): Figure {
  const of = (metric: string) =>
    checks.filter(({ check, slice }) => check === metric && slice === null);
  return {
    name: 'metrics',
    svg: metricMarks(
      Object.entries(metrics).map(([metric, candidate]) => ({
        metric,
        candidate,
        production: productionMetrics?.[metric] ?? null,
        baseline: baseline[metric] ?? null,
        bound: of(metric).find(({ bound }) => bound !== null)?.bound ?? null,
        limit: of(metric).find(({ against }) => against === 'limit')?.limit ?? null,
      })),
      { width: figureWidths.full },
    ),
  };
}

function metricsTable({ metrics, productionMetrics, baseline }: Verdict): Markup {
  const columns = [
    { heading: 'Metric' },
    { heading: 'Candidate', look: 'number' as const },
    ...(productionMetrics === null ? [] : [{ heading: 'Production', look: 'number' as const }]),
    { heading: 'Baseline', look: 'number' as const },
  ];
  const figure = (values: Readonly<Record<string, number>>, name: string) =>
    values[name] === undefined ? '–' : metricText(values[name]);
  return markup`<details><summary>The same in numbers</summary>${table(
    'Metrics on the test split',
    columns,
    Object.keys(metrics).map((name) => [
      metricTitle(name),
      figure(metrics, name),
      ...(productionMetrics === null ? [] : [figure(productionMetrics, name)]),
      figure(baseline, name),
    ]),
  )}</details>`;
}

function drawAnswers(evaluation: Evaluation, target: string, area: number | null): Drawn[] {
  const { classes, confusion, roc, residuals, calibration } = evaluation;
  const drawn: Drawn[] = [];
  if (confusion.length > 0) {
    const figure = {
      name: 'confusion-matrix',
      svg: confusionMatrix({ classes, counts: confusion }),
    };
    drawn.push({
      figure,
      heading: 'Confusion matrix',
      caption: 'Shares are of the rows of each observed class.',
      beside: classTable(evaluation),
    });
  }
  if (residuals.length > 0) {
    const errors = residuals.map(([predicted, observed]) => observed - predicted);
    const sizes = errors.map(Math.abs);
    drawn.push(
      {
        figure: {
          name: 'predicted-observed',
          svg: predictedObserved({ target, pairs: residuals }, { width: figureWidths.half }),
        },
        heading: 'Predicted against observed',
        caption: `${countText(residuals.length)} test rows; a perfect model lies on the diagonal.`,
      },
      {
        figure: {
          name: 'residuals',
          svg: histogram(
            { name: `observed − predicted ${target}`, ...residualBins(errors) },
            { width: figureWidths.half, height: 400 },
          ),
        },
        heading: 'Residuals',
        caption: `Half of the errors are within ${numberText(quantile(sizes, 0.5))}, nine of ten within ${numberText(quantile(sizes, 0.9))}; on average the model is ${numberText(Math.abs(mean(errors)))} too ${mean(errors) > 0 ? 'low' : 'high'}.`,
      },
    );
  }
  if (roc.length > 0) {
    drawn.push({
      figure: {
        name: 'roc-curve',
        svg: rocCurve({ points: roc, area }, { width: 420, height: 380 }),
      },
      heading: 'ROC curve',
      caption: 'The dashed diagonal is guessing.',
    });
  }
  if (calibration.length > 0) {
    drawn.push({
      figure: {
        name: 'calibration',
        svg: calibrationCurve({ bins: calibration }, { width: 420, height: 380 }),
      },
      heading: 'Calibration',
      caption: 'On the diagonal, a score of 0.7 comes true seven times of ten.',
    });
  }
  return drawn;
}

function classTable({ classes, confusion }: Evaluation): Markup {
  return markup`<div><h3>By class</h3>${table(
    'On the test split',
    [
      { heading: 'Class' },
      { heading: 'Rows', look: 'number' },
      { heading: 'Predicted', look: 'number' },
      { heading: 'Precision', look: 'number' },
      { heading: 'Recall', look: 'number' },
    ],
    classes.map((name, index) => {
      const rows = (confusion[index] ?? []).reduce((sum, count) => sum + count, 0);
      const predicted = confusion.reduce((sum, counts) => sum + (counts[index] ?? 0), 0);
      const hits = confusion[index]?.[index] ?? 0;
      return [
        name,
        countText(rows),
        countText(predicted),
        predicted === 0 ? '–' : percentText(hits / predicted),
        rows === 0 ? '–' : percentText(hits / rows),
      ];
    }),
  )}</div>`;
}
