import {
  type BundleManifest,
  type BundleSamples,
  type ContractDescription,
  type Feature,
  MlopsError,
  type Predictor,
  type Table,
} from '@create-mlops/contracts';
import { z } from 'zod';
import type { LoadedModel, ServedModel } from '../src/model/served-model.ts';

/** A contract with one column of every kind and role. */
export const row = z.object({
  customer_id: z
    .string()
    .regex(/^C\d+$/)
    .meta({ role: 'id', pii: true }),
  age: z.int().min(18).max(100),
  spend: z.number().min(0).max(10_000),
  visits: z.int().min(0).nullable(),
  plan: z.enum(['basic', 'premium']),
  has_discount: z.boolean(),
  gender: z.enum(['female', 'male', 'other']).meta({ role: 'sensitive' }),
  seen_at: z.iso.datetime({ local: true, offset: true }).meta({ role: 'timestamp' }),
  refund: z.number().meta({ role: 'leak' }),
  churn: z.enum(['no', 'yes']).meta({ role: 'target' }),
});

const plain = { nullable: false, sensitive: false, pii: false };

export const contract: ContractDescription = {
  target: 'churn',
  problem: 'binary',
  classes: ['no', 'yes'],
  columns: [
    { ...plain, name: 'customer_id', kind: 'text', role: 'id', pii: true },
    { ...plain, name: 'age', kind: 'integer', role: 'feature', minimum: 18, maximum: 100 },
    { ...plain, name: 'spend', kind: 'number', role: 'feature', minimum: 0, maximum: 10_000 },
    { ...plain, name: 'visits', kind: 'integer', role: 'feature', nullable: true, minimum: 0 },
    {
      ...plain,
      name: 'plan',
      kind: 'category',
      role: 'feature',
      categories: ['basic', 'premium'],
    },
    { ...plain, name: 'has_discount', kind: 'boolean', role: 'feature' },
    {
      ...plain,
      name: 'gender',
      kind: 'category',
      role: 'sensitive',
      sensitive: true,
      categories: ['female', 'male', 'other'],
    },
    { ...plain, name: 'seen_at', kind: 'timestamp', role: 'timestamp' },
    { ...plain, name: 'refund', kind: 'number', role: 'leak' },
    { ...plain, name: 'churn', kind: 'category', role: 'target', categories: ['no', 'yes'] },
  ],
};

/** The least that a request must have. */
export const goodRow = { age: 41, spend: 80.5, plan: 'basic', has_discount: false };

export const samples: BundleSamples = {
  rows: [
    {
      ...goodRow,
      customer_id: null,
      visits: 3,
      gender: 'male',
      seen_at: '2026-01-05T10:30:00Z',
      refund: 1,
    },
    {
      age: 64,
      spend: 20,
      visits: null,
      plan: 'premium',
      has_discount: true,
      customer_id: null,
      gender: 'other',
      seen_at: '2026-02-05T10:30:00Z',
      refund: 0,
    },
  ],
  features: [{}, {}],
  outputs: [],
};

export function manifestOf(overrides: Partial<BundleManifest> = {}): BundleManifest {
  const hash = 'ab'.repeat(32);
  return {
    schemaVersion: 1,
    model: 'churn',
    task: 'tabular',
    modelHash: hash,
    contract,
    featureNames: [],
    inputWidth: 1,
    lineage: {
      gitCommit: null,
      gitDirty: null,
      dataHash: 'cd'.repeat(32),
      dataLabel: '2026Q1',
      dataRows: 100,
      contractHash: hash,
      featuresHash: hash,
      settingsHash: hash,
    },
    settings: {},
    seed: 7,
    backend: 'wasm',
    versions: {},
    splitRows: { train: 65, validation: 15, test: 20 },
    metrics: { accuracy: 0.9 },
    baseline: { accuracy: 0.6 },
    history: [],
    peakMemoryMb: 100,
    trainingSeconds: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    files: {},
    ...overrides,
  };
}

/** A model that answers `yes` with the share that age has of 100. */
export function ageModel(
  options: {
    readonly manifest?: Partial<BundleManifest>;
    readonly features?: readonly Feature[];
    readonly delayMs?: number;
    readonly onDispose?: () => void;
    readonly scoreOf?: (table: Table, index: number) => number;
  } = {},
): LoadedModel {
  const { manifest, delayMs = 0, onDispose, features = [] } = options;
  const { scoreOf = (table, index) => Number(table.columns.age?.[index]) / 100 } = options;
  let isDisposed = false;
  const predictor: Predictor = {
    manifest: manifestOf(manifest),
    async predict(table) {
      if (isDisposed) throw new Error('This predictor was disposed.');
      for (let index = 0; index < table.rowCount; index++) {
        const own = Object.fromEntries(
          Object.entries(table.columns).map(([name, values]) => [name, values[index] ?? null]),
        );
        for (const { name, compute } of features) {
          try {
            (compute as (row: unknown) => unknown)(own);
          } catch (cause) {
            const message = `The feature ${name} failed on row ${index + 1}.`;
            throw new MlopsError('FEATURE_INVALID', message, 'Correct it.', { cause });
          }
        }
      }
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (isDisposed) throw new Error('This predictor was disposed while it worked.');
      const scores = new Float32Array(table.rowCount * 2);
      for (let index = 0; index < table.rowCount; index++) {
        const share = scoreOf(table, index);
        scores.set([1 - share, share], index * 2);
      }
      return { kind: 'classification', classes: ['no', 'yes'], scores };
    },
    dispose() {
      isDisposed = true;
      onDispose?.();
    },
  };
  return { predictor, samples };
}

/** A served model whose version 1 is the age model. */
export function servedModel(overrides: Partial<ServedModel> = {}): ServedModel {
  return {
    name: 'churn',
    row,
    currentVersion: () => 1,
    load: async () => ({
      ...ageModel(),
      verdict: { decision: 'pass' as const, sentence: 'All checks pass.' },
    }),
    ...overrides,
  };
}
