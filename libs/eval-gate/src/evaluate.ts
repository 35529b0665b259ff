import {
  type ContractDescription,
  type Evaluation,
  type GateCheck,
  type Predictor,
  selectRows,
  type Table,
  type ValidationReport,
  type Verdict,
} from '@create-mlops/contracts';
import { hashJson } from '@create-mlops/stage';
import { confidentMistakes } from './answers/confident-mistakes.ts';
import { weighWords } from './answers/weigh-words.ts';
import { constantBaseline } from './baseline.ts';
import { leavesVerdictOpen } from './checks/gate-check.ts';
import { checkFamilies } from './checks/index.ts';
import { drawEvaluation } from './draw-evaluation.ts';
import { type GateContext, headlineMetric, type ProductionAnswers } from './gate-context.ts';
import { type Clock, measureLatency } from './latency/measure-latency.ts';
import { measure } from './measure.ts';
import { measureSizeMb } from './measure-size.ts';
import type { Metric } from './metric.ts';
import { gatherMetrics } from './metric-registry.ts';
import { predictAll } from './predict-all.ts';
import { readTruth, scorePredictions, type Truth } from './read-truth.ts';
import type { Scored } from './scored.ts';
import type { ResolvedGateSettings } from './settings.ts';
import { verdictSentence } from './verdict-sentence.ts';

export type EvaluateOptions = {
  /** The model's name. */
  readonly model: string;
  readonly candidate: Predictor;
  /** The model to beat; `null` for the first one. */
  readonly production: Predictor | null;
  /** Rows that no training has seen, with their targets; rows without one are left out. */
  readonly test: Table;
  readonly description: ContractDescription;
  /** As `gateSettingsSchema` parsed them. */
  readonly settings: ResolvedGateSettings;
  /** The user's own metrics. */
  readonly ownMetrics?: readonly Metric[];
  readonly validation?: ValidationReport | null;
  /** The candidate's bundle, for its size, recorded samples and profile. */
  readonly bundleDirectory: string;
  readonly gitCommit?: string | null;
  /** Times predictions, in milliseconds. Default: `performance.now`. */
  readonly now?: Clock;
};

/**
 * Decides whether a candidate may replace the model in production: limits, baseline, production on the same rows,
 * behaviour, leaks, latency and size. The same inputs give the same verdict, measured times aside.
 *
 * @throws {MlopsError} DATA_INVALID when a test row's target is no class; BUNDLE_BROKEN when the candidate answers
 * another kind of question; SETTINGS_INVALID when two metrics have one name.
 * @example
 * const { verdict } = await evaluate({ model: 'churn', candidate, production: null, test, description, settings, … });
 * verdict.sentence // 'Accuracy 0.842 on 1,000 test rows beats the majority class (0.742). …'
 */
export async function evaluate(
  options: EvaluateOptions,
): Promise<{ readonly verdict: Verdict; readonly evaluation: Evaluation }> {
  const { candidate, description, settings, bundleDirectory, validation = null } = options;
  const metrics = gatherMetrics(options.ownMetrics ?? []);
  const labelled = labelledRows(options.test, description.target);
  const truth = readTruth(labelled, description);
  const rows = withoutColumn(labelled, description.target);
  const scored = scorePredictions(truth, await predictAll(candidate, rows));
  const baseline = constantBaseline(truth, description, bundleDirectory);
  const production = await askProduction(options.production, truth, rows);
  const latency = await measureLatency(candidate, rows, options.now ?? (() => performance.now()));
  const sizeMb = measureSizeMb(bundleDirectory);
  const context: GateContext = {
    settings,
    description,
    metrics,
    candidate,
    scored,
    baseline,
    production,
    rows,
    validation,
    bundleDirectory,
    latency,
    sizeMb,
  };
  const productionHash = options.production?.manifest.modelHash ?? null;
  const unchanged = productionHash === candidate.manifest.modelHash;
  const checks = unchanged ? [] : await runChecks(context);
  const decision = unchanged ? 'unchanged' : decisionOf(checks);
  const valuesOf = (answers: Scored) => metricValues(metrics, answers, description);
  const parts = {
    decision,
    testRows: scored.rows,
    metrics: valuesOf(scored),
    productionMetrics: production.state === 'scored' ? valuesOf(production.scored) : null,
    checks,
    productionHash,
  } as const;
  const verdict: Verdict = {
    schemaVersion: 1,
    stage: 'evaluate',
    model: options.model,
    ...parts,
    blocking:
      decision === 'block' || (decision === 'inconclusive' && settings.onInconclusive === 'block'),
    sentence: verdictSentence(parts, {
      headline: metrics.get(headlineOf(context)),
      baselineTitle: baseline.title,
    }),
    modelHash: candidate.manifest.modelHash,
    dataHash: candidate.manifest.lineage.dataHash,
    settingsHash: hashJson(settings),
    gitCommit: options.gitCommit ?? null,
    baseline: valuesOf(baseline.scored),
  };
  const mistakes = await confidentMistakes(candidate, rows, scored, description);
  const words = await weighWords(candidate, rows, description);
  return {
    verdict,
    evaluation: {
      ...drawEvaluation(scored, latency, sizeMb),
      ...(mistakes.length === 0 ? {} : { mistakes }),
      ...(words.length === 0 ? {} : { words }),
    },
  };
}

async function runChecks(context: GateContext): Promise<GateCheck[]> {
  const checks: GateCheck[] = [];
  for (const family of checkFamilies) checks.push(...(await family(context)));
  return checks;
}

function decisionOf(checks: readonly GateCheck[]): 'pass' | 'block' | 'inconclusive' {
  if (checks.some(({ status }) => status === 'block')) return 'block';
  return checks.some(leavesVerdictOpen) ? 'inconclusive' : 'pass';
}

/** A production model that cannot answer is no reason to stop the new one's evaluation, but the comparison stays open. */
async function askProduction(
  production: Predictor | null,
  truth: Truth,
  rows: Table,
): Promise<ProductionAnswers> {
  if (production === null) return { state: 'none' };
  try {
    return {
      state: 'scored',
      scored: scorePredictions(truth, await predictAll(production, rows)),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'unusable', why: `it cannot answer these rows (${why.replace(/\.$/, '')})` };
  }
}

function metricValues(
  metrics: ReadonlyMap<string, Metric>,
  scored: Scored,
  { problem }: ContractDescription,
): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [name, metric] of metrics) {
    const { value } = measure(metric, scored, problem);
    if (value !== null) values[name] = value;
  }
  return values;
}

function headlineOf({ settings, description }: GateContext): string {
  const asked = settings.production === false ? undefined : settings.production.metric;
  return asked ?? headlineMetric(description);
}

function labelledRows(table: Table, target: string): Table {
  const values = table.columns[target] ?? [];
  const labelled = Array.from(values.keys()).filter((row) => (values[row] ?? null) !== null);
  return labelled.length === table.rowCount ? table : selectRows(table, labelled);
}

function withoutColumn(table: Table, name: string): Table {
  const { [name]: _left, ...columns } = table.columns;
  return { rowCount: table.rowCount, columns };
}
