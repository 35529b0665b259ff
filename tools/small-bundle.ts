import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleManifest, Verdict } from '@create-mlops/contracts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Writes a bundle of the model churn whose weights are the given word.
 *
 * @param against the word of the production model that it was judged against.
 * @returns the passing verdict that goes with it.
 */
export function writeSmallBundle(directory: string, word: string, against?: string): Verdict {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'weights.bin'), word);
  const dataHash = sha256('data');
  const metrics = { accuracy: 0.803, balancedAccuracy: 0.687, f1: 0.541 };
  const manifest: BundleManifest = {
    schemaVersion: 1,
    model: 'churn',
    task: 'tabular',
    modelHash: sha256(word),
    contract: { columns: [], target: 'churn', problem: 'binary', classes: ['no', 'yes'] },
    featureNames: [],
    inputWidth: 3,
    lineage: {
      gitCommit: sha256(`commit of ${word}`).slice(0, 40),
      gitDirty: false,
      dataHash,
      dataLabel: null,
      dataRows: 100,
      contractHash: sha256('contract'),
      featuresHash: sha256('features'),
      settingsHash: sha256('settings'),
    },
    settings: {},
    seed: 7,
    backend: 'wasm',
    versions: {},
    splitRows: { train: 65, validation: 15, test: 20 },
    metrics,
    baseline: { accuracy: 0.738 },
    history: [],
    peakMemoryMb: 100,
    trainingSeconds: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    files: { 'weights.bin': { sha256: sha256(word), bytes: word.length } },
  };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
  return {
    schemaVersion: 1,
    stage: 'evaluate',
    model: 'churn',
    decision: 'pass',
    blocking: false,
    sentence: 'Accuracy 0.803 on 20 test rows beats the majority class (0.738).',
    modelHash: manifest.modelHash,
    productionHash: against === undefined ? null : sha256(against),
    dataHash,
    settingsHash: sha256('gate'),
    gitCommit: manifest.lineage.gitCommit,
    testRows: 20,
    metrics,
    productionMetrics: null,
    baseline: { accuracy: 0.738 },
    checks: [],
  };
}
