import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, readBundle, readSamples } from '../bundle/read-bundle.ts';
import { writeBundle } from '../bundle/write-bundle.ts';
import { numbersTask } from '../fixtures/numbers-task.ts';
import { numericContract, splitInOrder, syntheticTable } from '../fixtures/synthetic-data.ts';
import { verifySamples } from '../predictor/verify-samples.ts';
import { trainModel } from '../train-model.ts';
import { loadInBrowser } from './load-in-browser.ts';

let bundle: Bundle;

beforeAll(async () => {
  const trained = await trainModel({
    model: 'synthetic',
    task: numbersTask,
    description: numericContract(['x0', 'x1', 'x2'], 'answer', 'binary', ['no', 'yes']),
    splits: splitInOrder(syntheticTable(300, 3)),
    settings: { epochs: 2, backend: 'wasm' },
    buildModel: ({ inputWidth, outputs }) =>
      tf.sequential({
        layers: [
          tf.layers.dense({ inputShape: [inputWidth], units: 8, activation: 'relu' }),
          tf.layers.dense({ units: outputs, activation: 'softmax' }),
        ],
      }),
  });
  const directory = join(mkdtempSync(join(tmpdir(), 'in-browser-')), 'bundle');
  await writeBundle(directory, trained, {
    lineage: {
      gitCommit: null,
      gitDirty: null,
      dataHash: 'data',
      dataLabel: null,
      dataRows: 300,
      contractHash: 'contract',
      featuresHash: 'features',
      settingsHash: 'settings',
    },
    profile: { schemaVersion: 1, rows: 195, columns: {}, predictions: {} },
    createdAt: '2026-01-01T00:00:00Z',
  });
  bundle = await readBundle(directory);
});

describe('loadInBrowser', () => {
  it('answers from bytes in memory what was recorded at training', async () => {
    const predictor = await loadInBrowser({ ...bundle, task: numbersTask });
    expect(await verifySamples(predictor, readSamples(bundle))).toBeLessThan(1e-6);
    predictor.dispose();
  });

  it('refuses weights that are not those of the encoder, and files that are no model', async () => {
    const without = new Map([...bundle.files].filter(([name]) => name !== 'weights.bin'));
    await expect(
      loadInBrowser({ ...bundle, files: without, task: numbersTask }),
    ).rejects.toMatchObject({ code: 'BUNDLE_BROKEN' });
    const encoder = JSON.parse(
      new TextDecoder().decode(bundle.files.get('encoder.json') ?? new Uint8Array()),
    );
    const narrower = new TextEncoder().encode(
      JSON.stringify({ ...encoder, columns: encoder.columns.slice(1) }),
    );
    const misfit = new Map([...bundle.files, ['encoder.json', narrower] as const]);
    await expect(loadInBrowser({ ...bundle, files: misfit, task: numbersTask })).rejects.toThrow(
      'numbers per row',
    );
  });
});
