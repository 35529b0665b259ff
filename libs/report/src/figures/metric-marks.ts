import { emptyFrame, frame } from '../drawing/frame.ts';
import { label } from '../drawing/label.ts';
import { type LegendItem, legend } from '../drawing/legend.ts';
import { type LinearScale, linearScale } from '../drawing/linear-scale.ts';
import { dot, line } from '../drawing/shapes.ts';
import { type Markup, markup } from '../text/markup.ts';
import { directionText, metricTitle } from '../text/metric-title.ts';
import { metricText, plural } from '../text/number-text.ts';

export type MetricMark = {
  readonly metric: string;
  readonly candidate: number;
  readonly production: number | null;
  readonly baseline: number | null;
  /** The confidence bound that decided, drawn as the end of the interval from the candidate. */
  readonly bound: number | null;
  readonly limit: number | null;
};

const ROW = 36;
const AXIS = 26;
const LEFT = 190;
/** What a float misses zero or one by. */
const SLACK = 1e-3;

/**
 * Each metric on a line of its own: candidate, production, baseline, limit, and the interval down to the bound that the
 * gate decided by. Metrics between 0 and 1 come first and share one scale; each other has its own.
 */
export function metricMarks(marks: readonly MetricMark[], { width = 760 } = {}): string {
  const title = 'Metrics on the test split';
  if (marks.length === 0) {
    return emptyFrame(
      { width, height: 48, title, description: 'No metrics.' },
      'No metric was computed.',
    );
  }
  const right = width - 84;
  const shares = marks.filter(isShare);
  const others = marks.filter((mark) => !isShare(mark));
  const drawn: Markup[] = [];
  let top = 26;
  const draw = (group: readonly MetricMark[], scale: LinearScale) => {
    const bottom = top + group.length * ROW;
    drawn.push(axis(scale, top + 4, bottom));
    drawn.push(
      ...group.map((mark, index) => row(mark, scale, { y: top + (index + 0.5) * ROW, right })),
    );
    top = bottom + AXIS;
  };
  if (shares.length > 0) draw(shares, linearScale([0, 1], [LEFT, right]));
  for (const mark of others) {
    draw([mark], linearScale([0, ...valuesOf(mark)], [LEFT, right], { ticks: 4 }));
  }
  const description = `${plural(marks.length, 'metric')}: ${marks
    .map(({ metric, candidate }) => `${metricTitle(metric)} ${metricText(candidate)}`)
    .join(', ')}.`;
  return frame({ width, height: top, title, description }, legend(0, 12, legendOf(marks)), drawn);
}

function row(
  mark: MetricMark,
  { position: at }: LinearScale,
  { y, right }: { readonly y: number; readonly right: number },
): Markup {
  const { metric, candidate, production, baseline, bound, limit } = mark;
  const direction = directionText(metric);
  const tick = (value: number, look: string, said: string) =>
    markup`<line class="${look}" x1="${at(value)}" y1="${y - 9}" x2="${at(value)}" y2="${y + 9}"><title>${said} ${metricText(value)}</title></line>`;
  return markup`<g>${[
    label(0, direction === null ? y + 4 : y - 2, metricTitle(metric), { maxWidth: LEFT - 16 }),
    direction === null ? null : label(0, y + 12, direction, { look: 'muted small' }),
    line([at(Math.min(...valuesOf(mark))), y], [at(Math.max(...valuesOf(mark))), y], 'grid'),
    bound === null
      ? null
      : [
          line([at(bound), y], [at(candidate), y], 'a-line thick'),
          tick(bound, 'a-line curve', 'bound'),
        ],
    baseline === null ? null : tick(baseline, 'c-line curve', 'baseline'),
    limit === null ? null : tick(limit, 'fail-line curve dashed', 'limit'),
    production === null
      ? null
      : dot([at(production), y], 5, 'b', `production ${metricText(production)}`),
    dot([at(candidate), y], 5, 'a', `candidate ${metricText(candidate)}`),
    label(right + 80, y + 4, metricText(candidate), { anchor: 'end', look: 'strong' }),
  ]}</g>`;
}

function axis(scale: LinearScale, top: number, bottom: number): Markup {
  return markup`<g>${scale.ticks.map((tick) => {
    const x = scale.position(tick);
    return [
      line([x, top], [x, bottom], 'grid'),
      label(x, bottom + 14, scale.tickText(tick), { anchor: 'middle', look: 'muted small' }),
    ];
  })}</g>`;
}

function legendOf(marks: readonly MetricMark[]): LegendItem[] {
  const has = (key: 'production' | 'baseline' | 'bound' | 'limit') =>
    marks.some((mark) => mark[key] !== null);
  const items: (LegendItem | null)[] = [
    { text: 'candidate', shape: 'dot', look: 'a' },
    has('bound') ? { text: 'confidence bound', shape: 'line', look: 'a-line thick' } : null,
    has('production') ? { text: 'production', shape: 'dot', look: 'b' } : null,
    has('baseline') ? { text: 'baseline', shape: 'tick', look: 'c-line curve' } : null,
    has('limit') ? { text: 'limit', shape: 'tick', look: 'fail-line curve dashed' } : null,
  ];
  return items.filter((item) => item !== null);
}

function valuesOf({ candidate, production, baseline, bound, limit }: MetricMark): number[] {
  return [candidate, production, baseline, bound, limit]
    .filter((value) => value !== null)
    .map((value) => (value < 0 && value > -SLACK ? 0 : value));
}

function isShare(mark: MetricMark): boolean {
  return valuesOf(mark).every((value) => value >= 0 && value <= 1 + SLACK);
}
