import { latencyBars } from '../figures/latency-bars.ts';
import { figureBlock } from '../page/figure-block.ts';
import { figureWidths } from '../page/widths.ts';
import { markup } from '../text/markup.ts';
import { bytesText, countText, millisecondsText } from '../text/number-text.ts';
import type { Section } from './section.ts';

/** How fast one prediction is, and how large the bundle. */
export const latencySection: Section = {
  id: 'latency',
  title: 'Latency and size',
  missing: { what: 'No evaluation', stage: 'evaluate' },
  render: ({ evaluation, verdict }) => {
    if (evaluation === null) return null;
    const { latency, sizeMb } = evaluation;
    const limitMs = verdict?.checks.find(({ check }) => check === 'latencyP99Ms')?.limit ?? null;
    const figure = {
      name: 'latency',
      svg: latencyBars({ ...latency, limitMs }, { width: figureWidths.full }),
    };
    return {
      figures: [figure],
      body: markup`
<p>The bundle takes ${bytesText(sizeMb * 1e6)} and answers ${countText(latency.rowsPerSecond)} rows a second in one batch.${limitMs === null ? '' : ` The limit for p99 is ${millisecondsText(limitMs)}.`}</p>
${figureBlock(figure, { caption: `One row at a time, ${countText(latency.calls)} calls.` })}`,
    };
  },
};
