import type { BundleManifest } from '@create-mlops/contracts';
import type { ReportInput } from './report-input.ts';
import { isVerdictStale } from './stale-verdict.ts';
import { metricTitle } from './text/metric-title.ts';
import { countText, metricText, plural } from './text/number-text.ts';

export type Status = 'pass' | 'warn' | 'fail' | 'none';

/** What one stage has to say, in one plain sentence. */
export type StageLine = {
  readonly stage: 'Data' | 'Training' | 'Gate' | 'Registry' | 'Drift';
  readonly status: Status;
  readonly sentence: string;
};

const gateStatus = {
  pass: 'pass',
  unchanged: 'pass',
  block: 'fail',
  inconclusive: 'warn',
} as const;
const driftStatus = {
  drift: 'fail',
  warn: 'warn',
  none: 'pass',
  noWindow: 'none',
  noProduction: 'none',
} as const;

/** The stages in the order that data takes, each with its sentence; for one that has not run, the command that runs it. */
export function stageLines(input: ReportInput): StageLine[] {
  const { validation, manifest, drift, model } = input;
  return [
    validation === null
      ? notRun('Data', model, 'validate')
      : { stage: 'Data', status: validation.verdict, sentence: validation.sentence },
    manifest === null
      ? notRun('Training', model, 'train')
      : { stage: 'Training', ...trainingLine(manifest) },
    gateLine(input),
    registryLine(input),
    drift === null
      ? notRun('Drift', model, 'drift')
      : { stage: 'Drift', status: driftStatus[drift.decision], sentence: drift.sentence },
  ];
}

/** The command that runs one stage of a model. */
export function stageCommand(model: string, stage: string): string {
  return `npx nx run ${model}-${stage}:${stage}`;
}

/** The metric that speaks for a model: the first that is not a loss. */
export function headlineMetric(metrics: Readonly<Record<string, number>>): string | null {
  const names = Object.keys(metrics);
  return names.find((name) => !/loss/i.test(name)) ?? names[0] ?? null;
}

function notRun(stage: StageLine['stage'], model: string, target: string): StageLine {
  return { stage, status: 'none', sentence: `Not run yet: ${stageCommand(model, target)}` };
}

function trainingLine({ metrics, baseline, splitRows, history }: BundleManifest) {
  const name = headlineMetric(metrics);
  const value = name === null ? undefined : metrics[name];
  const plain = name === null ? undefined : baseline[name];
  const learned =
    metrics.loss === undefined || baseline.loss === undefined || metrics.loss < baseline.loss;
  // A model from elsewhere may tell of no epoch.
  const epochs = history.length === 0 ? '' : ` after ${plural(history.length, 'epoch')}`;
  const sentence =
    name === null || value === undefined
      ? `Trained on ${countText(splitRows.train)} rows${epochs}.`
      : `${metricTitle(name)} ${metricText(value)} on ${countText(splitRows.validation)} validation rows${epochs}${plain === undefined ? '' : `; the baseline reaches ${metricText(plain)}`}.`;
  return { status: learned ? ('pass' as const) : ('warn' as const), sentence };
}

function gateLine(input: ReportInput): StageLine {
  const { verdict, model } = input;
  if (verdict === null) return notRun('Gate', model, 'evaluate');
  if (isVerdictStale(input)) {
    const sentence = `Not run since the last training: ${stageCommand(model, 'evaluate')}`;
    return { stage: 'Gate', status: 'none', sentence };
  }
  const warns = verdict.checks.some(({ status }) => status === 'warn');
  const status = verdict.blocking
    ? 'fail'
    : verdict.decision === 'pass' && warns
      ? 'warn'
      : gateStatus[verdict.decision];
  return { stage: 'Gate', status, sentence: verdict.sentence };
}

function registryLine({ versions, model }: ReportInput): StageLine {
  if (versions.length === 0) return notRun('Registry', model, 'register');
  const production = versions.find(({ aliases }) => aliases.includes('production'));
  const of = `${plural(versions.length, 'version')} registered`;
  return production === undefined
    ? { stage: 'Registry', status: 'none', sentence: `${of}, none in production.` }
    : {
        stage: 'Registry',
        status: 'pass',
        sentence: `Version ${production.record.version} is in production; ${of}.`,
      };
}
