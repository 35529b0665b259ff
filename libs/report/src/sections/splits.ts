import { splitBar } from '../figures/split-bar.ts';
import { figureBlock } from '../page/figure-block.ts';
import { figureWidths } from '../page/widths.ts';
import { markup } from '../text/markup.ts';
import type { Section } from './section.ts';

/** How many rows train, steer and judge. */
export const splitsSection: Section = {
  id: 'splits',
  title: 'Splits',
  missing: { what: 'No splits', stage: 'validate' },
  render: ({ validation, manifest }) => {
    const rows = manifest?.splitRows ?? validation?.splitRows;
    if (rows === undefined) return null;
    const figure = { name: 'splits', svg: splitBar(rows, { width: figureWidths.full }) };
    return {
      figures: [figure],
      body: markup`${figureBlock(figure, { caption: 'The model is fitted on train, stopped by validation, and judged once on test.' })}`,
    };
  },
};
