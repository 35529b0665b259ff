import type { Answers, DataPlan } from '../answers.ts';
import { builtFile, type PlannedFile } from '../planned-file.ts';
import { printValue } from './print-value.ts';

/** The settings of each stage, with limits that follow from the data seen. These files are the user's from then on. */
export function settingsFiles(answers: Answers, data: DataPlan): PlannedFile[] {
  const folder = `models/${answers.model}`;
  return [
    settingsFile(
      `${folder}/validate/validate.config.ts`,
      {
        type: 'ValidationSettings',
        library: 'data-validation',
        comment: [
          'Limits that the data must keep. They come from the data seen when the project was made, with some room;',
          'tighten them as you learn what is normal. `npx nx run MODEL-validate:validate` tries them.',
        ],
        value: { ...validationSettings(data), ...data.settings?.validate },
      },
      answers,
    ),
    settingsFile(
      `${folder}/train/train.config.ts`,
      {
        type: 'TrainingSettings',
        library: 'training',
        comment: [
          'How the model is fitted. The same data, settings, seed and backend give the same model.',
        ],
        value: {
          backend: answers.backend,
          seed: 7,
          epochs: 60,
          batchSize: batchSizeFor(data),
          learningRate: 0.005,
          earlyStopping: { patience: 8, minDelta: 0.0005 },
          classWeights: 'none',
          ...data.settings?.train,
        },
      },
      answers,
    ),
    settingsFile(
      `${folder}/evaluate/gate.config.ts`,
      {
        type: 'GateSettings',
        library: 'eval-gate',
        comment: [
          'What a model must reach before it may replace the one in production. A limit holds when the confidence bound',
          'clears it, not just the estimate.',
        ],
        value: { ...gateSettings(data), ...data.settings?.gate },
      },
      answers,
    ),
    settingsFile(
      `${folder}/drift/drift.config.ts`,
      {
        type: 'DriftSettings',
        library: 'drift-check',
        comment: [
          'When the current window counts as drifted: a column must differ significantly, with the false discovery rate',
          'held over all columns, and by more than a floor.',
        ],
        value: {
          falseDiscoveryRate: 0.05,
          driftShare: 0.3,
          critical: [],
          ignore: [],
          minRows: 50,
          ...data.settings?.drift,
        },
      },
      answers,
    ),
  ];
}

/** Few rows need small batches, or an epoch is over before the network has learned anything. */
function batchSizeFor({ lock, expected }: DataPlan): number {
  const rows = lock?.files.reduce((sum, file) => sum + file.rows, 0) ?? expected?.rows ?? 0;
  if (rows < 1_000) return 16;
  return rows < 5_000 ? 32 : 64;
}

type SettingsText = {
  readonly type: string;
  readonly library: string;
  readonly comment: readonly string[];
  readonly value: unknown;
};

function settingsFile(path: string, text: SettingsText, answers: Answers): PlannedFile {
  const lines = text.comment.map((line) => ` * ${line.replace('MODEL', answers.model)}`);
  return builtFile(
    path,
    [
      `import type { ${text.type} } from '@create-mlops/${text.library}';`,
      '',
      ...(lines.length === 1 ? [`/**${lines[0]?.slice(2)} */`] : ['/**', ...lines, ' */']),
      `export const settings: ${text.type} = ${printValue(text.value)};`,
      '',
    ].join('\n'),
  );
}

function validationSettings({ limits }: DataPlan): Readonly<Record<string, unknown>> {
  return {
    rowCount: { min: limits.minRows },
    missing: { max: 0, columns: limits.maxMissing },
    duplicates: { max: limits.maxDuplicates },
    ...(limits.minClassShare === null ? {} : { classBalance: { minShare: limits.minClassShare } }),
    ...(limits.freshness === null ? {} : { freshness: limits.freshness }),
    ...(limits.leakFails ? { targetLeakage: { status: 'fail' } } : {}),
  };
}

function gateSettings(data: DataPlan): Readonly<Record<string, unknown>> {
  return {
    metrics: data.gate,
    beatBaseline: true,
    production: {
      metric: data.problem === 'regression' ? 'mae' : 'accuracy',
      mode: 'nonInferior',
      margin: 'auto',
    },
    latency: { p99Ms: 50, onFail: 'warn' },
    size: { maxMb: 100 },
    ...(data.sensitive.length === 0
      ? {}
      : {
          fairness: {
            columns: data.sensitive,
            demographicParityRatio: 0.8,
            equalizedOddsDifference: 0.1,
            minGroup: 50,
            onFail: 'warn',
          },
        }),
    confidence: 0.95,
    onInconclusive: 'warn',
  };
}
