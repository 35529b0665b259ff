import type { Value } from '@create-mlops/contracts';
import type { ColumnSummary, FileProfile, ValueCount } from './file-profile.ts';
import { findLeaks } from './find-leaks.ts';
import { findColumn, refuseMissingTarget } from './find-target.ts';
import { ImportError } from './import-error.ts';
import { type ColumnFindings, inferColumn, seen } from './infer-column.ts';
import { inferLimits, percent } from './infer-limits.ts';
import { type InferredProblem, inferProblem } from './infer-problem.ts';
import { inferRange } from './infer-range.ts';
import { inferWarnings } from './infer-warnings.ts';
import type { InferredColumn, InferredContract } from './inferred-contract.ts';
import { mergeSummaries } from './merge-summaries.ts';
import { isSensitive } from './sensitive-name.ts';

/** Fewer rows cannot be split in three and still say anything. */
const fewestRows = 20;

export type InferOptions = {
  /** Name of the column to predict. */
  readonly target: string;
  /** Columns that stay features whatever is found about them. */
  readonly keep?: readonly string[];
  /** The official test file, which the contract must hold for too. */
  readonly test?: FileProfile;
};

/**
 * Decides what each column of a file is and is for, what the target asks for, which columns give it away, and
 * which limits the data keeps: pure, from a profile alone.
 *
 * @throws {ImportError} USAGE, COLUMN_UNKNOWN, TARGET_UNUSABLE or DATA_UNUSABLE when no model could come of it
 * @example inferContract(await profileFile('iris.csv'), { target: 'species' }).problem // 'multiclass'
 */
export function inferContract(profile: FileProfile, options: InferOptions): InferredContract {
  const { target, keep = [], test } = options;
  if (target === '') refuseMissingTarget(profile);
  findColumn(profile, target);
  const kept = new Set(keep.map((name) => findColumn(profile, name).name));
  if (kept.has(target)) {
    throw new ImportError(
      'USAGE',
      `${target} is the target and cannot also be kept as a feature.`,
      'Leave it out of the columns to keep.',
    );
  }
  if (profile.rows < fewestRows) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${profile.name} has ${profile.rows} rows; at least ${fewestRows} are needed to train and test anything.`,
      'Give more rows.',
    );
  }
  const summaries = test === undefined ? profile.columns : mergeSummaries(profile, test, target);
  const targetSummary =
    summaries.find(({ name }) => name === target) ?? refuseMissingTarget(profile);
  const problem = inferProblem(findColumn(profile, target));
  const classes = withTestClasses(problem, targetSummary);
  const findings = describeColumns(profile, summaries, target, problem, kept);
  const columns = findings.map(({ column }) =>
    column.name === target ? describeTarget(column, targetSummary, problem, classes) : column,
  );
  if (!columns.some(({ role }) => role === 'feature')) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${profile.name} has no column to learn ${target} from: ${columns.length - 1 === 0 ? 'it has no other column' : 'the others are ids, times or leaks'}.`,
      'Give more columns, or keep one as a feature with --keep COLUMN.',
    );
  }
  const entity = findings.find(({ column, isEntity }) => isEntity && column.role === 'group');
  const others = summaries.filter(({ name }) => name !== target);
  return {
    source: profile.name,
    rows: profile.rows,
    columns,
    target,
    problem: problem.problem,
    problemReason: problem.reason,
    classes: classes.map(({ value }) => String(value)),
    classCounts: Object.fromEntries(classes.map(({ value, count }) => [String(value), count])),
    limits: inferLimits(profile, others, problem.classes),
    split:
      entity === undefined
        ? { strategy: 'hash' }
        : { strategy: 'group', column: entity.column.name },
    warnings: inferWarnings(summaries, findings, columns, targetSummary, classes),
  };
}

function withTestClasses(problem: InferredProblem, target: ColumnSummary): readonly ValueCount[] {
  if (problem.problem === 'regression') return [];
  const known = new Set(problem.classes.map(({ value }) => value));
  return [...problem.classes, ...target.values.filter(({ value }) => !known.has(value))];
}

function describeColumns(
  profile: FileProfile,
  summaries: readonly ColumnSummary[],
  target: string,
  problem: InferredProblem,
  kept: ReadonlySet<string>,
): readonly ColumnFindings[] {
  const sampleOf = (name: string): readonly Value[] =>
    profile.sample.columns[profile.columns.findIndex((column) => column.name === name)] ?? [];
  const findings = summaries.map((summary) => inferColumn(summary, sampleOf(summary.name)));
  const leaks = findLeaks(
    { name: target, values: sampleOf(target), isFeature: false },
    findings
      .filter(({ column }) => column.name !== target)
      .map(({ column }) => ({
        name: column.name,
        values: sampleOf(column.name),
        isFeature: column.role === 'feature',
      })),
    problem.problem,
  );
  return findings.map((finding) => {
    const { column } = finding;
    const leak = leaks.get(column.name);
    if (kept.has(column.name)) {
      const reason = leak ?? (column.role === 'feature' ? null : `looks like ${column.role}`);
      const evidence = reason === null ? [] : [`kept as a feature although: ${reason}`];
      return {
        ...finding,
        column: { ...column, role: 'feature', evidence: [...column.evidence, ...evidence] },
      };
    }
    if (leak === undefined) return finding;
    return {
      ...finding,
      column: { ...column, role: 'leak', evidence: [...column.evidence, leak] },
    };
  });
}

function describeTarget(
  column: InferredColumn,
  summary: ColumnSummary,
  problem: InferredProblem,
  classes: readonly ValueCount[],
): InferredColumn {
  const { minimum: _low, maximum: _high, categories: _vocabulary, ...rest } = column;
  const isAmount = problem.problem === 'regression';
  const amountKind = summary.kind === 'integer' && !summary.decimals ? 'integer' : 'number';
  const classKind = summary.kind === 'boolean' ? 'boolean' : 'category';
  const kind = isAmount ? amountKind : classKind;
  const counted = classes.map(({ value, count }) => `${String(value)} ${count}`);
  const shares = counted.slice(0, 5).join(', ') + (counted.length > 5 ? ', …' : '');
  const evidence = [isAmount ? seen(summary, kind) : shares];
  if (summary.missing > 0) {
    evidence.push(`${percent(rest.missingShare)} missing: rows without a target are left out`);
  }
  return {
    ...rest,
    kind,
    role: 'target',
    nullable: false,
    pii: false,
    sensitive: isSensitive(column.name, []),
    ...(isAmount ? inferRange({ ...summary, kind: amountKind }) : {}),
    ...(kind === 'category'
      ? {
          categories: classes.map(({ value }) =>
            typeof value === 'number' ? value : String(value),
          ),
        }
      : {}),
    evidence,
  };
}
