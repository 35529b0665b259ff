import type { Problem, Value } from '@create-mlops/contracts';
import { percent } from './infer-limits.ts';
import { linearTwin } from './linear-twin.ts';
import { relabelling } from './relabelling.ts';
import { isGiveaway, scorePredictor } from './single-predictor.ts';
import { findTargetFormulas } from './target-formula.ts';

export type SampledColumn = {
  readonly name: string;
  readonly values: readonly Value[];
  /** Ids, groups and times repeat with the target without giving it away; only exact relations count for them. */
  readonly isFeature: boolean;
};

/**
 * Columns that give the target away, with the evidence: the target in other words, the target in another unit,
 * an almost perfect answer by one column alone, or a part of a sum (difference, product, quotient) that makes up
 * the target. Merely good predictors are not leaks.
 */
export function findLeaks(
  target: SampledColumn,
  columns: readonly SampledColumn[],
  problem: Problem,
): ReadonlyMap<string, string> {
  const leaks = new Map<string, string>();
  const rows = target.values.filter((value) => value !== null).length;
  const isNumericTarget = target.values.every(
    (value) => value === null || typeof value === 'number',
  );
  for (const { name, values, isFeature } of columns) {
    const evidence =
      problem === 'regression'
        ? twinEvidence(values, target, isFeature)
        : classEvidence(values, target, isFeature, rows);
    if (evidence !== null) leaks.set(name, evidence);
  }
  if (!isNumericTarget) return leaks;
  const candidates = columns.filter(({ name, isFeature }) => isFeature && !leaks.has(name));
  for (const formula of findTargetFormulas(
    target.name,
    target.values,
    candidates.filter(isNumeric),
  )) {
    for (const name of formula.columns) {
      if (!leaks.has(name)) leaks.set(name, `${formula.text} in ${rows} sampled rows`);
    }
  }
  return leaks;
}

function classEvidence(
  values: readonly Value[],
  target: SampledColumn,
  isFeature: boolean,
  rows: number,
): string | null {
  const words = relabelling(values, target.values);
  if (words !== null) return `${target.name} in other words: ${words} in all ${rows} sampled rows`;
  if (!isFeature) return null;
  const score = scorePredictor(values, target.values);
  if (!isGiveaway(score)) return null;
  const right = percent(1 - score.errors / score.rows);
  return `alone answers ${target.name} in ${right} of ${score.rows} sampled rows`;
}

function twinEvidence(
  values: readonly Value[],
  target: SampledColumn,
  isFeature: boolean,
): string | null {
  if (!isFeature) return null;
  const pairs: [number, number][] = [];
  for (const [row, value] of values.entries()) {
    const outcome = target.values[row];
    if (typeof value === 'number' && typeof outcome === 'number') pairs.push([value, outcome]);
  }
  return linearTwin(
    pairs.map(([value]) => value),
    pairs.map(([, outcome]) => outcome),
    target.name,
  );
}

function isNumeric({ values }: SampledColumn): boolean {
  return (
    values.every((value) => typeof value !== 'string') && values.some((value) => value !== null)
  );
}
