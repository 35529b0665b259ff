import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleManifest, bundleManifestSchema } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { makeBundle } from '../test/bundle-fixture.ts';
import { compareTrainings } from './compare-trainings.ts';

const read = (directory: string): BundleManifest =>
  bundleManifestSchema.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));
const base: BundleManifest = {
  ...read(makeBundle('one').directory),
  settings: { epochs: 40, learningRate: 0.01 },
  versions: { node: '20.20.2', '@tensorflow/tfjs-core': '4.22.0' },
};
const lineage = (words: Partial<BundleManifest['lineage']>): Partial<BundleManifest> => ({
  lineage: { ...base.lineage, gitCommit: 'a'.repeat(40), gitDirty: false, ...words },
});
const then: BundleManifest = { ...base, ...lineage({}) };

describe('compareTrainings', () => {
  it('finds nothing in two trainings that should give the same', () => {
    expect(compareTrainings(then, { ...then, createdAt: 'later', trainingSeconds: 9 })).toEqual([]);
  });

  it.each<[string, Partial<BundleManifest>, string]>([
    ['data', lineage({ dataHash: 'b'.repeat(64) }), 'the data is bbbbbbbbbbbb, it was'],
    ['contract', lineage({ contractHash: 'b' }), 'contract.ts is another one'],
    ['contract', lineage({ featuresHash: 'b' }), 'features.ts is another one'],
    [
      'settings',
      { ...lineage({ settingsHash: 'b' }), settings: { epochs: 80, learningRate: 0.01 } },
      'the settings differ: epochs 80, it was 40',
    ],
    [
      'code',
      lineage({ gitCommit: 'b'.repeat(40) }),
      'the commit is bbbbbbbbbbbb, it was aaaaaaaaaaaa',
    ],
    ['Node', { versions: { ...base.versions, node: '24.1.0' } }, 'Node is 24.1.0, it was 20.20.2'],
    [
      'packages',
      { versions: { node: '20.20.2' } },
      '@tensorflow/tfjs-core is not there, it was 4.22.0',
    ],
    ['backend', { backend: 'cpu' }, 'the backend is cpu, it was wasm'],
  ])('names %s', (what, change, sentence) => {
    const found = compareTrainings(then, { ...then, ...change });
    expect(found.map((difference) => difference.what)).toEqual([what]);
    expect(found[0]?.sentence).toContain(sentence);
  });

  it('says that the tree held changes, whatever the commits are', () => {
    const edited = { ...then, ...lineage({ gitDirty: true }) };
    expect(compareTrainings(edited, then)).toEqual([
      { what: 'code', sentence: 'the tree held changes that commit aaaaaaaaaaaa does not' },
    ]);
  });
});
