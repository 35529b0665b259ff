import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ColumnProfile,
  type ContractDescription,
  referenceProfileSchema,
} from '@create-mlops/contracts';
import type { Truth } from './read-truth.ts';
import { highestScores, type Scored } from './scored.ts';

/** What always answering the same would be scored as. */
export type Baseline = {
  readonly scored: Scored;
  /** `the majority class` or `the mean`. */
  readonly title: string;
};

/**
 * Always answering the class shares (the majority class) or the mean of the training split; where the bundle's profile
 * does not know the target, of the test rows.
 */
export function constantBaseline(
  truth: Truth,
  description: ContractDescription,
  bundleDirectory: string,
): Baseline {
  const profile = loadTargetProfile(bundleDirectory, description.target);
  const rows = truth.yTrue.length;
  if (truth.kind === 'regression') {
    const mean =
      profile?.kind === 'numeric' && profile.count > 0
        ? profile.mean
        : truth.yTrue.reduce((sum, value) => sum + value / rows, 0);
    return {
      title: 'the mean',
      scored: { ...truth, rows, yPred: new Float64Array(rows).fill(mean) },
    };
  }
  const trained =
    profile?.kind === 'categorical'
      ? truth.classes.map((name) => profile.counts[name] ?? 0)
      : truth.classes.map(() => 0);
  const seen = truth.classes.map(
    (_, position) => truth.yTrue.filter((value) => value === position).length,
  );
  const counts = trained.some((count) => count > 0) ? trained : seen;
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  const shares = counts.map((count) => count / total);
  const width = shares.length;
  const yScore = Float32Array.from({ length: rows * width }, (_, at) => shares[at % width] ?? 0);
  return {
    title: 'the majority class',
    scored: { ...truth, rows, yScore, yPred: highestScores(yScore, width) },
  };
}

function loadTargetProfile(bundleDirectory: string, target: string): ColumnProfile | null {
  const path = join(bundleDirectory, 'profile.json');
  if (!existsSync(path)) return null;
  const parsed = referenceProfileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? (parsed.data.columns[target] ?? null) : null;
}
