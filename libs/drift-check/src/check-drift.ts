import {
  type ContractDescription,
  type DriftReport,
  type Predictor,
  type ReferenceProfile,
  spreadRows,
  type Table,
} from '@create-mlops/contracts';
import { hashJson } from '@create-mlops/stage';
import { compareRepresentations } from './compare-representations.ts';
import type { Detector } from './detector.ts';
import { detectorRegistry } from './detectors/index.ts';
import { judgeColumns, type RowsToJudge } from './judge-columns.ts';
import type { Window } from './load-window.ts';
import { predictionColumns } from './prediction-columns.ts';
import type { ResolvedDriftSettings } from './settings.ts';

export type DriftOptions = {
  readonly model: string;
  /** The version in production and its predictor; `null` when nothing serves yet. */
  readonly version: number | null;
  readonly predictor: Predictor | null;
  /** The production bundle's reference profile; `null` when nothing serves yet. */
  readonly profile: ReferenceProfile | null;
  readonly window: Window | null;
  readonly description: ContractDescription;
  readonly settings: ResolvedDriftSettings;
  readonly ownDetectors?: readonly Detector[];
};

/**
 * Compares a window of production data, and what the production model answers on it, with what the model was trained on.
 *
 * @returns a report whose decision is `noProduction` or `noWindow` where there is nothing to compare.
 */
export async function checkDrift(options: DriftOptions): Promise<DriftReport> {
  const { model, version, predictor, profile, window, settings, ownDetectors = [] } = options;
  const base = {
    schemaVersion: 1 as const,
    stage: 'drift' as const,
    model,
    version,
    modelHash: predictor?.manifest.modelHash ?? null,
    window: window?.source ?? null,
    windowRows: window?.rows ?? 0,
    comparedRows: window?.table.rowCount ?? 0,
    simulated: window?.simulated ?? false,
    settingsHash: hashJson(settings),
  };
  if (predictor === null || profile === null) {
    const sentence = 'No model is in production yet, so there is nothing to drift from.';
    return { ...base, decision: 'noProduction', sentence, columns: [] };
  }
  if (window === null) {
    const sentence = `No current window: put a file into models/${model}/current, or let the service log its requests.`;
    return { ...base, decision: 'noWindow', sentence, columns: [] };
  }
  if (window.table.rowCount < settings.minRows) {
    const rows = window.table.rowCount === 1 ? '1 row' : `${window.table.rowCount} rows`;
    const sentence = `Only ${rows} in the ${window.source}, too few to decide; ${settings.minRows} are needed.`;
    return { ...base, decision: 'noWindow', sentence, columns: [] };
  }
  const answers = predictionColumns(await predictor.predict(window.table));
  const measured = await measureWindow(predictor, profile, window.table);
  const content = await contentOf(predictor, profile, window.table, settings);
  const columns = judgeColumns(
    [
      ...Object.entries(profile.columns)
        .filter(([column]) => isComparable(column, window, options.description))
        .map(([column, reference]) => ({
          column,
          source: 'data' as const,
          reference,
          values: window.table.columns[column] ?? [],
        })),
      ...Object.entries(profile.measured ?? {})
        .filter(([column]) => measured[column] !== undefined)
        .map(([column, reference]) => ({
          column,
          source: 'measured' as const,
          reference,
          values: measured[column] ?? [],
        })),
      ...Object.entries(profile.predictions).map(([column, reference]) => ({
        column,
        source: 'prediction' as const,
        reference,
        values: answers[column]?.values ?? [],
      })),
    ],
    [...detectorRegistry, ...ownDetectors],
    settings,
    content === null ? [] : [content],
  );
  return { ...base, ...decide(columns, base, settings), columns };
}

/** Content that is looked into: enough for any effect above the floors. */
const mostMeasured = 2_000;
const mostCompared = 500;

async function measureWindow(
  predictor: Predictor,
  profile: ReferenceProfile,
  table: Table,
): Promise<Readonly<Record<string, readonly (number | null)[]>>> {
  if (predictor.measure === undefined || profile.measured === undefined) return {};
  return (await predictor.measure(spreadRows(table, mostMeasured))).values;
}

async function contentOf(
  predictor: Predictor,
  profile: ReferenceProfile,
  table: Table,
  settings: ResolvedDriftSettings,
): Promise<RowsToJudge | null> {
  if (predictor.represent === undefined || profile.representation === undefined) return null;
  const current = await predictor.represent(spreadRows(table, mostCompared));
  return current === null
    ? null
    : compareRepresentations(profile.representation, current, settings);
}

/**
 * A request need not hold what the model does not learn from, such as the target or a sensitive attribute: such a column
 * without any value was left out, it has not gone missing.
 */
function isComparable(name: string, { table }: Window, description: ContractDescription): boolean {
  const role = description.columns.find((column) => column.name === name)?.role;
  return role === 'feature' || table.columns[name]?.some((value) => value !== null) === true;
}

function decide(
  columns: DriftReport['columns'],
  base: Pick<DriftReport, 'window' | 'windowRows' | 'comparedRows' | 'simulated'>,
  settings: ResolvedDriftSettings,
): Pick<DriftReport, 'decision' | 'sentence'> {
  const counted = columns.filter((column) => !settings.ignore.includes(column.column));
  const drifted = counted.filter((column) => column.verdict === 'drift');
  const isInput = ({ source }: DriftReport['columns'][number]) =>
    source === 'data' || source === 'measured';
  const data = counted.filter(isInput);
  const driftedData = drifted.filter(isInput);
  const alone = drifted.filter(
    (column) =>
      column.source === 'prediction' ||
      column.source === 'representation' ||
      settings.critical.includes(column.column) ||
      isLarge(column, settings),
  );
  const isDrift =
    alone.length > 0 || driftedData.length >= settings.driftShare * Math.max(1, data.length);
  const rows = rowsText(base);
  const worst = [...drifted].sort((a, b) => effectOf(b) - effectOf(a)).slice(0, 3);
  const named = worst.map((column) => column.sentence).join('; ');
  if (drifted.length > 0 && isDrift) {
    return {
      decision: 'drift',
      sentence: `Drift in ${drifted.length} of ${counted.length} columns of ${rows}: ${named}.`,
    };
  }
  if (drifted.length > 0) {
    return {
      decision: 'warn',
      sentence: `${drifted.length} of ${counted.length} columns have moved, too few to call it drift, in ${rows}: ${named}.`,
    };
  }
  return { decision: 'none', sentence: `No drift in ${counted.length} columns of ${rows}.` };
}

function rowsText({
  window,
  windowRows,
  comparedRows = windowRows,
  simulated,
}: Pick<DriftReport, 'window' | 'windowRows' | 'comparedRows' | 'simulated'>): string {
  const all = `${windowRows.toLocaleString('en-US')} ${simulated ? 'simulated ' : ''}rows of ${window}`;
  if (comparedRows === windowRows) return all;
  return `${all} (a sample of ${comparedRows.toLocaleString('en-US')} compared)`;
}

/** The effect in multiples of its floor. */
function effectOf(column: DriftReport['columns'][number]): number {
  return Math.max(
    0,
    ...column.detectors.map(({ effect, threshold, verdict }) =>
      effect === null || threshold === null || threshold === 0 || verdict !== 'drift'
        ? 0
        : effect / threshold,
    ),
  );
}

const isLarge = (column: DriftReport['columns'][number], settings: ResolvedDriftSettings) =>
  effectOf(column) >= settings.largeEffect;
