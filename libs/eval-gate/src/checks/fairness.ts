import type { GateCheck } from '@create-mlops/contracts';
import { demographicParity } from '../fairness/demographic-parity.ts';
import { equalizedOdds } from '../fairness/equalized-odds.ts';
import { smallestRatioOfMeans } from '../fairness/group-figures.ts';
import type { NamedGap } from '../fairness/rates-text.ts';
import type { GateContext } from '../gate-context.ts';
import { type Group, groupRows } from '../group-rows.ts';
import { countText, numberText } from '../print/number-text.ts';
import type { ScoredRegression } from '../scored.ts';
import { plainCheck, standing } from './gate-check.ts';
import { judgeLimit, unknownValueCheck } from './limit-check.ts';

/** How differently the model treats the groups of sensitive columns; numeric ones by quarters, or halves. */
export function fairness(context: GateContext): GateCheck[] {
  const { settings, description } = context;
  const wish = settings.fairness;
  if (wish === undefined) return [];
  const columns =
    wish.columns ??
    description.columns
      .filter(({ sensitive, role }) => sensitive || role === 'sensitive')
      .map(({ name }) => name);
  return columns.flatMap((column) => judgeColumn(context, column, wish));
}

type FairnessSettings = NonNullable<GateContext['settings']['fairness']>;

function judgeColumn(context: GateContext, column: string, wish: FairnessSettings): GateCheck[] {
  const { rows, description, scored } = context;
  const quarters = groupRows(rows, column, description);
  const isLarge = (group: Group) => group.rows.length >= wish.minGroup;
  // Where quarters are too small to compare, halves may not be.
  const groups =
    (quarters?.filter(isLarge).length ?? 0) >= 2
      ? quarters
      : groupRows(rows, column, description, { parts: 2 });
  if (groups === null) {
    return [
      unknownValueCheck('fairness', 'Fairness', `the test rows have no column ${column}`, {
        slice: column,
        limit: { onFail: wish.onFail },
      }),
    ];
  }
  const large = groups.filter(isLarge);
  const leftOut = leftOutText(groups, wish.minGroup);
  if (large.length < 2) {
    return [
      plainCheck({
        check: 'fairness',
        against: 'limit',
        slice: column,
        ...standing('undecided', wish.onFail),
        n: scored.rows,
        reason: `${column} has fewer than two groups of at least ${wish.minGroup} test rows to compare.${leftOut}`,
        method: 'none',
      }),
    ];
  }
  return scored.kind === 'regression'
    ? judgeErrors(context, { column, groups: large, leftOut, scored, wish })
    : [
        ...judgeGap(context, {
          column,
          leftOut,
          wish,
          check: 'demographicParityRatio',
          title: 'Demographic-parity ratio',
          side: 'min',
          limit: wish.demographicParityRatio,
          gap: demographicParity(scored, large, context.settings.confidence),
        }),
        ...judgeGap(context, {
          column,
          leftOut,
          wish,
          check: 'equalizedOddsDifference',
          title: 'Equalised-odds difference',
          side: 'max',
          limit: wish.equalizedOddsDifference,
          gap: equalizedOdds(scored, large, context.settings.confidence),
        }),
      ];
}

function judgeGap(
  { settings }: GateContext,
  parts: {
    readonly column: string;
    readonly leftOut: string;
    readonly wish: FairnessSettings;
    readonly check: string;
    readonly title: string;
    readonly side: 'min' | 'max';
    readonly limit: number | undefined;
    readonly gap: NamedGap | null;
  },
): GateCheck[] {
  const { column, leftOut, wish, check, title, side, limit, gap } = parts;
  if (limit === undefined) return [];
  if (gap === null) {
    return [
      plainCheck({
        check,
        against: 'limit',
        slice: column,
        ...standing('undecided', wish.onFail),
        limit,
        reason: `${title} of ${column} has too few rows of one class in every group but one.${leftOut}`,
        method: 'none',
      }),
    ];
  }
  const judged = judgeLimit(
    check,
    title,
    { estimate: gap, side, limit, slice: column, ...settings },
    wish.onFail,
  );
  return [{ ...judged, reason: `${judged.reason} ${gap.words}${leftOut}` }];
}

function judgeErrors(
  context: GateContext,
  parts: {
    readonly column: string;
    readonly groups: readonly Group[];
    readonly leftOut: string;
    readonly scored: ScoredRegression;
    readonly wish: FairnessSettings;
  },
): GateCheck[] {
  const { column, groups, leftOut, scored, wish } = parts;
  const means = groups.map(({ name, rows }) => {
    const errors = rows.map((row) => Math.abs((scored.yPred[row] ?? 0) - (scored.yTrue[row] ?? 0)));
    const mean = errors.reduce((sum, error) => sum + error / rows.length, 0);
    const squares = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
    const error = Math.sqrt(squares / Math.max(1, rows.length - 1) / rows.length);
    return { group: name, mean, error, n: rows.length };
  });
  const gap = smallestRatioOfMeans(means, context.settings.confidence);
  const meanOf = (group: string | undefined) =>
    numberText(means.find((one) => one.group === group)?.mean ?? 0);
  return judgeGap(context, {
    column,
    leftOut,
    wish,
    check: 'errorRatio',
    title: 'Error ratio',
    side: 'min',
    limit: wish.errorRatio ?? wish.demographicParityRatio,
    gap:
      gap === null
        ? null
        : {
            ...gap,
            words: `The mean absolute error is ${meanOf(gap.low)} for ${gap.low} and ${meanOf(gap.high)} for ${gap.high}.`,
          },
  });
}

function leftOutText(groups: readonly Group[], minGroup: number): string {
  const small = groups.filter(({ rows }) => rows.length < minGroup);
  if (small.length === 0) return '';
  const names = small.slice(0, MOST_NAMES).map(({ name, rows }) => `${name} (${rows.length})`);
  const others = small.length - names.length;
  const more = others > 0 ? ` and ${countText(others)} more` : '';
  return ` Left out for having fewer than ${minGroup} test rows: ${names.join(', ')}${more}.`;
}

const MOST_NAMES = 5;
