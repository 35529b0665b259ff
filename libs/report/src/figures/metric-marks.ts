import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { type LegendItem, legend } from '../drawing/legend.ts';
import { linearScale } from '../drawing/linear-scale.ts';
import { dot, line } from '../drawing/shapes.ts';
import { type Markup, markup } from '../text/markup.ts';
import { directionText, metricTitle } from '../text/metric-title.ts';
import { numberText, plural } from '../text/number-text.ts';

export type MetricMark = {
  readonly metric: string;
  readonly candidate: number;
  readonly production: number | null;
  readonly baseline: number | null;
  /** The confidence bound that decided, drawn as the end of the interval from the candidate. */
  readonly bound: number | null;
  readonly limit: number | null;
};

const ROW = 40;
const LEFT = 190;

/**
 * Each metric on a line of its own: candidate, production, baseline, limit, and the interval down to the bound that the
 * gate decided by. Metrics between 0 and 1 share one scale; each other has its own.
 */
export function metricMarks(marks: readonly MetricMark[], { width = 760 } = {}): string {
  const title = 'Metrics on the test split';
  if (marks.length === 0) {
    return emptyFrame(
      { width, height: 48, title, description: 'No metrics.' },
      'No metric was computed.',
    );
  }
  const right = width - 80;
  const rows = marks.map((mark, index) => drawRow(mark, 46 + index * ROW, right));
  const has = (key: 'production' | 'baseline' | 'bound' | 'limit') =>
    marks.some((mark) => mark[key] !== null);
  const items: LegendItem[] = [
    { text: 'candidate', shape: 'dot', look: 'a' },
    ...(has('bound') ? [{ text: 'bound', shape: 'line' as const, look: 'a-line thick' }] : []),
    ...(has('production') ? [{ text: 'production', shape: 'dot' as const, look: 'b' }] : []),
    ...(has('baseline')
      ? [{ text: 'baseline', shape: 'tick' as const, look: 'c-line curve' }]
      : []),
    ...(has('limit')
      ? [{ text: 'limit', shape: 'tick' as const, look: 'fail-line curve dashed' }]
      : []),
  ];
  const description = `${plural(marks.length, 'metric')}: ${marks
    .map(({ metric, candidate }) => `${metricTitle(metric)} ${numberText(candidate)}`)
    .join(', ')}.`;
  return frame(
    { width, height: 40 + marks.length * ROW, title, description },
    legend(0, 12, items),
    rows,
  );
}

function drawRow(mark: MetricMark, y: number, right: number): Markup {
  const { metric, candidate, production, baseline, bound, limit } = mark;
  const values = [candidate, production, baseline, bound, limit].filter((value) => value !== null);
  const isShare = values.every((value) => value >= 0 && value <= 1);
  const scale = linearScale(isShare ? [0, 1] : [0, ...values], [LEFT, right], { ticks: 4 });
  const at = scale.position;
  const direction = directionText(metric);
  const tick = (value: number, look: string, said: string) =>
    markup`<line class="${look}" x1="${at(value)}" y1="${y - 9}" x2="${at(value)}" y2="${y + 9}"><title>${said} ${numberText(value)}</title></line>`;
  return markup`<g>
${label(0, direction === null ? y + 4 : y - 1, metricTitle(metric), { maxWidth: LEFT - 16 })}
${direction === null ? null : label(0, y + 12, direction, { look: 'muted small' })}
${line([LEFT, y], [right, y], 'grid')}
${scale.ticks.map((value) => markup`${line([at(value), y - 3], [at(value), y + 3], 'grid')}${label(at(value), y + 20, scale.tickText(value), { anchor: 'middle', look: 'muted small' })}`)}
${bound === null ? null : markup`${line([at(bound), y], [at(candidate), y], 'a-line thick')}${tick(bound, 'a-line curve', 'bound')}`}
${baseline === null ? null : tick(baseline, 'c-line curve', 'baseline')}
${limit === null ? null : tick(limit, 'fail-line curve dashed', 'limit')}
${production === null ? null : dot([at(production), y], 5, 'b', `production ${numberText(production)}`)}
${dot([at(candidate), y], 5, 'a', `candidate ${numberText(candidate)}`)}
${label(right + 74, y + 4, numberText(candidate), { anchor: 'end', look: 'strong' })}
</g>`;
}
