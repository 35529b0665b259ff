import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleManifest, Verdict } from '@create-mlops/contracts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'model-registry-'));

/**
 * A bundle whose weights are the given word, and the verdict that goes with it.
 *
 * @param options.against the word of the production model that it was judged against; without it there was none.
 */
export function makeBundle(
  word: string,
  options: {
    readonly model?: string;
    readonly decision?: Verdict['decision'];
    readonly against?: string;
  } = {},
): { readonly directory: string; readonly verdict: Verdict } {
  const { model = 'churn', decision = 'pass', against } = options;
  const directory = join(freshFolder(), 'bundle');
  mkdirSync(directory);
  const files: Record<string, { sha256: string; bytes: number }> = {};
  for (const [name, content] of [
    ['weights.bin', word],
    ['model.json', '{}'],
  ] as const) {
    writeFileSync(join(directory, name), content);
    files[name] = { sha256: sha256(content), bytes: content.length };
  }
  const manifest: BundleManifest = {
    schemaVersion: 1,
    model,
    task: 'tabular',
    modelHash: sha256(word),
    contract: { columns: [], target: 'churn', problem: 'binary', classes: ['no', 'yes'] },
    featureNames: [],
    inputWidth: 3,
    lineage: {
      gitCommit: null,
      gitDirty: null,
      dataHash: sha256('data'),
      dataLabel: null,
      dataRows: 100,
      contractHash: sha256('contract'),
      featuresHash: sha256('features'),
      settingsHash: sha256('settings'),
    },
    settings: {},
    seed: 7,
    backend: 'wasm',
    versions: { node: '20.20.2', '@tensorflow/tfjs-core': '4.22.0' },
    splitRows: { train: 65, validation: 15, test: 20 },
    metrics: { accuracy: 0.9 },
    baseline: { accuracy: 0.6 },
    history: [],
    peakMemoryMb: 100,
    trainingSeconds: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    files,
  };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
  const verdict: Verdict = {
    schemaVersion: 1,
    stage: 'evaluate',
    model,
    decision,
    blocking: decision === 'block',
    sentence: decision === 'pass' ? 'All checks pass.' : 'Accuracy 0.61 is below 0.80.',
    modelHash: manifest.modelHash,
    productionHash: against === undefined ? null : sha256(against),
    dataHash: manifest.lineage.dataHash,
    settingsHash: sha256('gate'),
    gitCommit: null,
    testRows: 20,
    metrics: { accuracy: 0.9 },
    productionMetrics: null,
    baseline: { accuracy: 0.6 },
    checks: [],
  };
  return { directory, verdict };
}
