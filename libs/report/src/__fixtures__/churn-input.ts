import type {
  BundleManifest,
  ColumnDrift,
  DriftReport,
  Evaluation,
  ValidationReport,
  Verdict,
} from '@create-mlops/contracts';
import type { ReportInput } from '../report-input.ts';

const hash = (digit: string) => digit.repeat(64);

export const validation: ValidationReport = {
  schemaVersion: 1,
  stage: 'validate',
  model: 'churn',
  verdict: 'pass',
  sentence: '5,000 rows pass 3 checks.',
  dataHash: hash('d'),
  dataLabel: '2025Q1',
  contractHash: hash('c'),
  rows: 5000,
  bytes: 364470,
  splitRows: { train: 3250, validation: 750, test: 1000 },
  queries: 2,
  findings: ['age', 'plan', 'churn'].map((column) => ({
    check: 'missingRate',
    column,
    status: 'pass',
    reason: null,
    expected: 'at most 3 % missing',
    received: '0 % missing',
    count: 0,
    rows: [],
  })),
  columns: [
    picture({ name: 'customer_id', kind: 'text', role: 'id', distinct: 5000 }),
    picture({
      name: 'age',
      kind: 'integer',
      minimum: 18,
      maximum: 100,
      mean: 44,
      std: 14.4,
      histogram: { edges: [18, 45.3, 72.6, 100], counts: [2850, 2050, 100] },
    }),
    picture({
      name: 'plan',
      missing: 114,
      top: [
        { value: 'basic', count: 2440 },
        { value: 'standard', count: 1680 },
        { value: 'premium', count: 766 },
      ],
    }),
    picture({
      name: 'churn',
      role: 'target',
      top: [
        { value: 'no', count: 3690 },
        { value: 'yes', count: 1310 },
      ],
    }),
  ],
};

function picture(
  parts: Partial<ValidationReport['columns'][number]> & { name: string },
): ValidationReport['columns'][number] {
  return {
    kind: 'category',
    role: 'feature',
    missing: 0,
    distinct: 3,
    minimum: null,
    maximum: null,
    mean: null,
    std: null,
    histogram: null,
    top: [],
    ...parts,
  };
}

const column = {
  kind: 'category',
  role: 'feature',
  nullable: false,
  sensitive: false,
  pii: false,
} as const;

export const manifest: BundleManifest = {
  schemaVersion: 1,
  model: 'churn',
  task: 'tabular',
  modelHash: hash('a'),
  contract: {
    columns: [
      { ...column, name: 'plan' },
      { ...column, name: 'churn', role: 'target', categories: ['no', 'yes'] },
    ],
    target: 'churn',
    problem: 'binary',
    classes: ['no', 'yes'],
  },
  featureNames: ['spend_per_visit'],
  inputWidth: 20,
  lineage: {
    gitCommit: '0123456789abcdef0123456789abcdef01234567',
    gitDirty: true,
    dataHash: hash('d'),
    dataLabel: '2025Q1',
    dataRows: 5000,
    contractHash: hash('c'),
    featuresHash: hash('f'),
    settingsHash: hash('e'),
  },
  settings: { epochs: 40, optimizer: 'adam', earlyStopping: { patience: 6 } },
  seed: 7,
  backend: 'wasm',
  versions: { node: '20.20.2' },
  splitRows: { train: 3250, validation: 750, test: 1000 },
  metrics: { loss: 0.4247, accuracy: 0.8213 },
  baseline: { loss: 0.5744, accuracy: 0.7387 },
  history: [
    { epoch: 1, loss: 0.4911, validationLoss: 0.4332, metrics: { accuracy: 0.8093 } },
    { epoch: 2, loss: 0.4316, validationLoss: 0.4247, metrics: { accuracy: 0.8213 } },
    { epoch: 3, loss: 0.4202, validationLoss: 0.4305, metrics: { accuracy: 0.8173 } },
  ],
  peakMemoryMb: 232,
  trainingSeconds: 1.3933,
  createdAt: '2026-01-31T12:00:00.000Z',
  files: { 'model.json': { sha256: hash('b'), bytes: 1964 } },
};

export const verdict: Verdict = {
  schemaVersion: 1,
  stage: 'evaluate',
  model: 'churn',
  decision: 'pass',
  blocking: false,
  sentence: 'Accuracy 0.803 on 1,000 test rows beats the majority class (0.738).',
  modelHash: hash('a'),
  productionHash: hash('9'),
  dataHash: hash('d'),
  settingsHash: hash('8'),
  gitCommit: null,
  testRows: 1000,
  metrics: { accuracy: 0.803, rocAuc: 0.8298 },
  productionMetrics: { accuracy: 0.801, rocAuc: 0.8312 },
  baseline: { accuracy: 0.738, rocAuc: 0.5 },
  checks: [
    {
      check: 'accuracy',
      against: 'baseline',
      slice: null,
      status: 'pass',
      value: 0.803,
      limit: 0.738,
      bound: 0.782,
      n: 1000,
      neededN: null,
      reason: 'Accuracy 0.803 beats the majority class (0.738).',
      method: 'McNemar mid-p, Newcombe paired one-sided 95 %',
    },
    {
      check: 'latencyP99Ms',
      against: 'limit',
      slice: null,
      status: 'pass',
      value: 0.081,
      limit: 50,
      bound: 2.04,
      n: 1000,
      neededN: null,
      reason: '99th percentile of latency 0.081 ms stays within 50 ms.',
      method: 'order statistics',
    },
  ],
};

export const evaluation: Evaluation = {
  schemaVersion: 1,
  classes: ['no', 'yes'],
  confusion: [
    [687, 51],
    [146, 116],
  ],
  roc: [
    [0, 0],
    [0.07, 0.44],
    [0.4, 0.88],
    [1, 1],
  ],
  residuals: [],
  calibration: [
    { score: 0.05, share: 0.04, rows: 500 },
    { score: 0.62, share: 0.66, rows: 500 },
  ],
  latency: { p50: 0.0096, p95: 0.0147, p99: 0.081, calls: 1000, rowsPerSecond: 216318 },
  sizeMb: 0.033562,
};

const drifted: ColumnDrift = {
  column: 'age',
  source: 'data',
  verdict: 'drift',
  sentence: 'age: mean 43.7 → 55.4, moved by 0.797 σ',
  referenceRows: 3250,
  currentRows: 900,
  detectors: [
    {
      detector: 'ks',
      statistic: 0.313,
      pValue: 1e-58,
      adjustedPValue: 2e-57,
      effect: 0.797,
      threshold: 0.1,
      verdict: 'drift',
    },
  ],
  bins: [
    { label: '18 – 43', reference: 0.5, current: 0.22 },
    { label: '43 – 96', reference: 0.5, current: 0.78 },
  ],
};

export const drift: DriftReport = {
  schemaVersion: 1,
  stage: 'drift',
  model: 'churn',
  decision: 'drift',
  sentence: 'Drift in 1 of 2 columns of 900 rows of current/window.csv: age: mean 43.7 → 55.4.',
  modelHash: hash('a'),
  version: 2,
  window: 'current/window.csv',
  windowRows: 900,
  simulated: true,
  settingsHash: hash('7'),
  columns: [
    drifted,
    { ...drifted, column: 'plan', verdict: 'none', sentence: 'plan: no drift', detectors: [] },
  ],
};

/** A run as the stages wrote it for the churn sample, cut short. */
export const churnInput: ReportInput = {
  project: 'acme',
  model: 'churn',
  validation,
  manifest,
  verdict,
  evaluation,
  drift,
  versions: [1, 2].map((version) => ({
    aliases: version === 2 ? ['production'] : ['previous'],
    record: {
      schemaVersion: 1,
      model: 'churn',
      version,
      modelHash: version === 2 ? hash('a') : hash('9'),
      dataHash: hash('d'),
      gitCommit: null,
      registeredAt: '2026-01-31T12:05:00.000Z',
      registeredBy: 'ada',
      decision: 'pass',
      manifestSha256: hash('6'),
      metrics: { accuracy: 0.803 },
      parentVersion: version === 2 ? 1 : null,
    },
  })),
  generatedFrom: 'artifacts/churn',
};

/** The same as if no stage had run. */
export const emptyInput: ReportInput = {
  ...churnInput,
  validation: null,
  manifest: null,
  verdict: null,
  evaluation: null,
  drift: null,
  versions: [],
};
