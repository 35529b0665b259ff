import type { GateCheck, Value } from '@create-mlops/contracts';
import { holm, normalSf } from '@create-mlops/statistics';
import { boundWidth } from '../estimate/confidence.ts';
import type { GateContext } from '../gate-context.ts';
import { type Group, groupRows } from '../group-rows.ts';
import type { Metric } from '../metric.ts';
import { countText } from '../print/number-text.ts';
import { selectScored } from '../scored.ts';
import type { MetricLimit } from '../settings.ts';
import { plainCheck, standing } from './gate-check.ts';
import { limitChecks, unknownValueCheck } from './limit-check.ts';
import { unknownMetric } from './metric-limits.ts';

/** Limits on parts of the test rows; with many parts, a miss must hold against having looked at all of them. */
export function slices(context: GateContext): GateCheck[] {
  return context.settings.slices.flatMap((slice) => {
    const limits = Object.entries(slice.metrics ?? context.settings.metrics);
    const found = groupRows(context.rows, slice.column, context.description);
    if (found === null) {
      return [
        unknownValueCheck('slice', 'The slice', 'the test rows have no such column', {
          slice: slice.column,
        }),
      ];
    }
    const named =
      slice.values === undefined
        ? found
        : groupsOf(context.rows.columns[slice.column] ?? [], slice.values);
    return limits.flatMap(([name, limit]) => {
      const metric = context.metrics.get(name);
      if (metric === undefined) {
        const why = unknownMetric(name, [...context.metrics.keys()]);
        return [unknownValueCheck(name, name, why, { slice: slice.column, limit })];
      }
      const parts = { metric, limit, column: slice.column, asked: slice.values !== undefined };
      return judgeGroups(context, named, parts);
    });
  });
}

function judgeGroups(
  { settings, scored, description }: GateContext,
  groups: readonly Group[],
  parts: {
    readonly metric: Metric;
    readonly limit: MetricLimit;
    readonly column: string;
    /** Whether the settings name these values: then none may be missing or small without a word. */
    readonly asked: boolean;
  },
): GateCheck[] {
  const { metric, limit, column, asked } = parts;
  const large = groups.filter(({ rows }) => rows.length >= settings.minSliceSize);
  const small = groups.filter(({ rows }) => rows.length < settings.minSliceSize);
  const judged = large.flatMap(({ name, rows }) =>
    limitChecks(metric, selectScored(scored, rows), limit, {
      problem: description.problem,
      options: settings,
      slice: `${column}=${name}`,
    }),
  );
  const corrected = settings.mode === 'point' ? judged : correctByHolm(judged, settings.confidence);
  const worstFirst = [...corrected].sort((a, b) => {
    const [first, second] = [shortfall(a, limit), shortfall(b, limit)];
    return first === second ? 0 : second - first;
  });
  const [worst, ...others] = worstFirst;
  const told =
    worst === undefined
      ? []
      : [
          {
            ...worst,
            reason: `${worst.reason} It is the worst of ${countText(corrected.length)} slices of ${column}.${leftOutText(asked ? [] : small, settings.minSliceSize)}`,
          },
        ];
  const silent = asked ? small.map((group) => smallCheck(group, parts, settings.minSliceSize)) : [];
  if (told.length + silent.length === 0) {
    return [
      plainCheck({
        check: metric.name,
        against: 'limit',
        slice: column,
        ...standing('undecided', limit.onFail),
        n: scored.rows,
        reason: `No slice of ${column} has ${settings.minSliceSize} test rows.`,
        method: 'none',
      }),
    ];
  }
  return [...told, ...others, ...silent];
}

/** A slice that the settings name: missing altogether it blocks, too small it stays open. */
function smallCheck(
  { name, rows }: Group,
  { metric, limit, column }: { metric: Metric; limit: MetricLimit; column: string },
  minSliceSize: number,
): GateCheck {
  const slice = `${column}=${name}`;
  if (rows.length === 0) {
    return unknownValueCheck(metric.name, metric.title, 'no test row belongs to it', {
      slice,
      limit,
    });
  }
  return plainCheck({
    check: metric.name,
    against: 'limit',
    slice,
    ...standing('undecided', limit.onFail),
    n: rows.length,
    neededN: minSliceSize,
    limit: limit.min ?? limit.max ?? null,
    reason: `${slice} has ${countText(rows.length)} test rows, fewer than the ${minSliceSize} that a slice needs.`,
    method: 'none',
  });
}

/**
 * Misses that do not survive Holm's correction become open questions. Passing needs no correction: the gate passes only
 * when every slice does.
 */
function correctByHolm(checks: readonly GateCheck[], confidence: number): GateCheck[] {
  const isMiss = ({ status }: GateCheck) => status === 'block' || status === 'warn';
  const pValues = checks.map((check) => {
    const { value, bound, limit } = check;
    if (!isMiss(check) || value === null || bound === null || limit === null) return 1;
    const halfWidth = Math.abs(bound - value);
    const z = halfWidth === 0 ? Number.POSITIVE_INFINITY : Math.abs(limit - value) / halfWidth;
    return normalSf(z * boundWidth(confidence));
  });
  const adjusted = holm(pValues);
  return checks.map((check, index) => {
    const method = check.method === 'none' ? 'none' : `${check.method}, Holm over ${checks.length}`;
    if (!isMiss(check) || check.value === null) return { ...check, method };
    if ((adjusted[index] ?? 1) <= 1 - confidence) return { ...check, method };
    return {
      ...check,
      method,
      ...standing('undecided', check.onFail ?? 'block'),
      reason: `${check.reason} Among ${checks.length} slices such a miss may be chance.`,
    };
  });
}

/** How far a check misses its limit; negative where it does not. */
function shortfall({ value, limit }: GateCheck, { min }: MetricLimit): number {
  if (value === null || limit === null) return Number.POSITIVE_INFINITY;
  return limit === min ? limit - value : value - limit;
}

function groupsOf(
  values: readonly Value[],
  asked: readonly (string | number | boolean)[],
): Group[] {
  return asked.map((wanted) => ({
    name: String(wanted),
    rows: Array.from(values.keys()).filter(
      (row) => values[row] !== null && String(values[row]) === String(wanted),
    ),
  }));
}

function leftOutText(groups: readonly Group[], minSliceSize: number): string {
  if (groups.length === 0) return '';
  const names = groups.slice(0, MOST_NAMES).map(({ name, rows }) => `${name} (${rows.length})`);
  const others = groups.length - names.length;
  return ` Left out for having fewer than ${minSliceSize} test rows: ${names.join(', ')}${others > 0 ? ` and ${countText(others)} more` : ''}.`;
}

const MOST_NAMES = 5;
