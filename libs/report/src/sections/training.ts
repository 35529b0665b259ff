import type { BundleManifest } from '@create-mlops/contracts';
import { lossCurves } from '../figures/loss-curves.ts';
import { metricCurve } from '../figures/metric-curve.ts';
import { figureBlock } from '../page/figure-block.ts';
import { table } from '../page/table.ts';
import { figureWidths } from '../page/widths.ts';
import { type Markup, markup } from '../text/markup.ts';
import { directionText, metricTitle } from '../text/metric-title.ts';
import { countText, metricText, plural, shortText } from '../text/number-text.ts';
import { fileNames } from './file-name.ts';
import type { Section } from './section.ts';

const MOST_CURVES = 3;

/** How the model was fitted, epoch by epoch, and what it reached on the validation split. */
export const trainingSection: Section = {
  id: 'training',
  title: 'Training',
  missing: { what: 'No trained bundle', stage: 'train' },
  render: ({ manifest, validation }) => {
    if (manifest === null) return null;
    const { history, baseline, trainingSeconds, peakMemoryMb, inputWidth, backend } = manifest;
    const isOther = validation !== null && validation.dataHash !== manifest.lineage.dataHash;
    const loss = {
      name: 'loss',
      svg: lossCurves({ epochs: history }, { width: figureWidths.half }),
    };
    const metrics = [...new Set(history.flatMap((epoch) => Object.keys(epoch.metrics)))].slice(
      0,
      MOST_CURVES,
    );
    const names = fileNames(metrics);
    const curves = metrics.map((metric, index) => ({
      name: `metric-${names[index]}`,
      svg: metricCurve(
        {
          metric,
          baseline: baseline[metric] ?? null,
          points: history.flatMap(({ epoch, metrics: values }) => {
            const value = values[metric];
            return value === undefined ? [] : [{ epoch, value }];
          }),
        },
        { width: figureWidths.half },
      ),
    }));
    return {
      figures: history.length === 0 ? [] : [loss, ...curves],
      body: markup`
<p>${history.length === 0 ? 'Trained elsewhere, which tells of no epochs; fitted and judged' : plural(history.length, 'epoch')} in ${shortText(trainingSeconds)} s on the ${backend} backend, at most ${countText(peakMemoryMb)} MiB of memory; ${plural(inputWidth, 'input')} after encoding.</p>
${isOther ? markup`<p class="note">The data was validated again since, and differs from what this model was trained on.</p>` : null}
<div class="pair">
${history.length === 0 ? null : figureBlock(loss, { heading: 'Loss' })}
${curves.map((curve, index) => figureBlock(curve, { heading: metricTitle(metrics[index] ?? '') }))}
${metricsTable(manifest)}
</div>
${settingsList(manifest)}`,
    };
  },
};

function metricsTable({ metrics, baseline }: BundleManifest): Markup {
  return markup`<div><h3>Against the baseline</h3>${table(
    'On the validation split',
    [
      { heading: 'Metric' },
      { heading: 'Model', look: 'number' },
      { heading: 'Baseline', look: 'number' },
    ],
    Object.entries(metrics).map(([name, value]) => {
      const direction = directionText(name);
      return [
        markup`${metricTitle(name)}${direction === null ? null : markup` <small>${direction}</small>`}`,
        metricText(value),
        baseline[name] === undefined ? '–' : metricText(baseline[name]),
      ];
    }),
  )}<p class="quiet">The baseline always gives the same answer: the majority class, or the mean.</p></div>`;
}

function settingsList({ settings, seed }: BundleManifest): Markup {
  const rows = flatten(settings);
  const all = rows.some(([name]) => name === 'seed')
    ? rows
    : [...rows, ['seed', String(seed)] as const];
  return markup`<h3>Settings of this run</h3><dl class="settings">${all.map(
    ([name, value]) =>
      markup`<div><dt>${name.split('.').map(metricTitle).join(' · ')}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

/** Nested settings as dotted names. */
function flatten(
  value: Readonly<Record<string, unknown>>,
  prefix = '',
): (readonly [string, string])[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    isRecord(inner)
      ? flatten(inner, `${prefix}${name}.`)
      : [[`${prefix}${name}`, typeof inner === 'string' ? inner : JSON.stringify(inner)] as const],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
