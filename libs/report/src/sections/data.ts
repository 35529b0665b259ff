import type { ColumnPicture, Finding, ValidationReport } from '@create-mlops/contracts';
import { categoryBars } from '../figures/category-bars.ts';
import { histogram } from '../figures/histogram.ts';
import { missingMap } from '../figures/missing-map.ts';
import { figureBlock } from '../page/figure-block.ts';
import { statusMark } from '../page/status-mark.ts';
import { table } from '../page/table.ts';
import { figureWidths } from '../page/widths.ts';
import { type Markup, markup } from '../text/markup.ts';
import { metricTitle } from '../text/metric-title.ts';
import { bytesText, looseText, percentText, plural } from '../text/number-text.ts';
import { fileNames } from './file-name.ts';
import type { Figure, Section } from './section.ts';

/** Below this share of rows the most frequent values say nothing of a column: ids, free text, timestamps. */
const TELLING_SHARE = 0.2;

const MOST_CLASSES = 15;
const MOST_BARS = 7;

/** Every column in a small picture, the target first and large; what is missing; what the checks found. */
export const dataSection: Section = {
  id: 'data',
  title: 'Data',
  missing: { what: 'No validation report', stage: 'validate' },
  render: ({ validation }) => {
    if (validation === null) return null;
    const { rows, columns, bytes, findings, dataLabel } = validation;
    const target = columns.find(({ role }) => role === 'target');
    const others = columns.filter((column) => column !== target);
    const names = fileNames(others.map(({ name }) => name));
    const cards = others.map((column, index) => ({
      column,
      figure: drawColumn(column, rows, `column-${names[index]}`, figureWidths.card),
    }));
    const targetFigure =
      target === undefined ? null : drawColumn(target, rows, 'target', figureWidths.half);
    const missing: Figure = {
      name: 'missing-values',
      svg: missingMap({ rows, columns }, { width: figureWidths.half }),
    };
    const figures = [targetFigure, missing, ...cards.map(({ figure }) => figure)];
    return {
      figures: figures.filter((figure) => figure !== null),
      body: markup`
<p>${plural(rows, 'row')} in ${plural(columns.length, 'column')}, ${bytesText(bytes)}${dataLabel === null ? '' : `, labelled “${dataLabel}”`}.</p>
${problems(findings)}
<div class="pair">
${targetFigure === null || target === undefined ? null : figureBlock(targetFigure, { heading: `Target: ${target.name}`, caption: describe(target, rows) })}
${figureBlock(missing, { heading: 'Missing values' })}
</div>
<h3>Columns</h3>
<div class="cards">${[...cards].sort(byPicture).map(({ column, figure }) => card(column, figure, rows))}</div>
${checksTable(validation)}`,
    };
  },
};

/** Histograms, then bars, then columns without a picture: cards of one height stand side by side. */
function byPicture(
  one: { readonly column: ColumnPicture; readonly figure: Figure | null },
  other: { readonly column: ColumnPicture; readonly figure: Figure | null },
): number {
  const rank = ({ column, figure }: typeof one) =>
    column.histogram !== null || column.lengths !== undefined
      ? -100
      : figure === null
        ? 100
        : -Math.min(column.top.length, 7);
  return rank(one) - rank(other);
}

function drawColumn(
  column: ColumnPicture,
  rows: number,
  name: string,
  width: number,
): Figure | null {
  if (column.histogram !== null) {
    return {
      name,
      svg: histogram(
        { name: column.name, ...column.histogram },
        { width, height: width > 400 ? 200 : 168 },
      ),
    };
  }
  if (column.lengths !== undefined) {
    return {
      name,
      svg: histogram(
        { name: `characters of ${column.name}`, ...column.lengths },
        { width, height: 168 },
      ),
    };
  }
  const present = rows - column.missing;
  // Every class of a usual target has its bar.
  const most = column.role === 'target' ? MOST_CLASSES : MOST_BARS;
  const told = column.top.reduce((sum, { count }) => sum + count, 0);
  if (column.top.length === 0 || told < present * TELLING_SHARE) return null;
  return {
    name,
    svg: categoryBars({ name: column.name, values: column.top, total: present }, { width, most }),
  };
}

function card(column: ColumnPicture, figure: Figure | null, rows: number): Markup {
  const { name, kind, role } = column;
  const drawn: Markup | null =
    figure === null
      ? markup`<p class="quiet">${withoutPicture(column, rows)}</p>`
      : markup`<div class="drawing">${{ markup: figure.svg }}</div>`;
  return markup`<figure class="card"><h4 title="${name}">${name}</h4><p class="roles">${kind}${role === 'feature' ? null : markup` <span class="role">${role}</span>`}</p>${drawn}<figcaption>${describe(column, rows)}</figcaption></figure>
`;
}

function withoutPicture({ kind, top, distinct, missing }: ColumnPicture, rows: number): string {
  if (kind === 'image') return 'Where each picture lies; the checks opened all of them.';
  const [frequent] = top;
  const isAllDifferent = distinct === rows - missing || frequent?.count === 1;
  if (isAllDifferent) return 'Every value is different.';
  return frequent === undefined
    ? 'No value stands out.'
    : `The most frequent, ${frequent.value}, occurs ${plural(frequent.count, 'time')}.`;
}

function describe(
  { missing, distinct, minimum, maximum, mean, std, lengths }: ColumnPicture,
  rows: number,
): string {
  const parts: string[] = [];
  if (minimum !== null && maximum !== null)
    parts.push(`${looseText(minimum)} to ${looseText(maximum)}`);
  if (mean !== null)
    parts.push(`mean ${looseText(mean)}${std === null ? '' : ` ± ${looseText(std)}`}`);
  if (lengths !== undefined)
    parts.push(`half of the texts have up to ${plural(lengths.median, 'character')}`);
  if (minimum === null) parts.push(plural(distinct, 'value'));
  if (missing > 0) parts.push(`${percentText(missing / rows)} missing`);
  return parts.join(' · ');
}

function problems(findings: readonly Finding[]): Markup | null {
  const loud = findings.filter(({ status }) => status !== 'pass');
  if (loud.length === 0) return null;
  return table(
    'What the checks found',
    [
      { heading: 'Check' },
      { heading: 'Column' },
      { heading: 'Expected' },
      { heading: 'Received' },
      { heading: 'First rows' },
    ],
    loud.map((finding) => [
      markup`${statusMark(finding.status)} ${metricTitle(finding.check)}`,
      finding.column ?? 'all',
      finding.expected,
      finding.received,
      finding.rows.length === 0
        ? '–'
        : finding.rows.slice(0, 5).join(', ') + (finding.rows.length > 5 ? ', …' : ''),
    ]),
  );
}

function checksTable({ findings }: ValidationReport): Markup | null {
  const passing = findings.filter(({ status }) => status === 'pass');
  const byCheck = new Map<string, Finding[]>();
  for (const finding of passing) {
    byCheck.set(finding.check, [...(byCheck.get(finding.check) ?? []), finding]);
  }
  const passed = passing.length;
  if (passed === 0) return null;
  return markup`<details><summary>${plural(passed, 'check')} ${passed === 1 ? 'passes' : 'pass'}</summary>${table(
    'Checks that pass',
    [{ heading: 'Check' }, { heading: 'Where', look: 'wide' }, { heading: 'Expected' }],
    [...byCheck].map(([check, found]) => {
      const columns = found.map(({ column }) => column).filter((column) => column !== null);
      const expected = new Set(found.map((finding) => finding.expected));
      return [
        markup`${statusMark('pass')} ${metricTitle(check)}`,
        columns.length === 0 ? 'whole table' : columns.join(', '),
        expected.size === 1 ? [...expected].join('') : 'by column',
      ];
    }),
  )}</details>`;
}
