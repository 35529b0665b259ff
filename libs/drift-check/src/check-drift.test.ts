import type { BundleManifest, ContractDescription, Predictor } from '@create-mlops/contracts';
import { normalQuantile, seededRandom } from '@create-mlops/statistics';
import { describe, expect, it } from 'vitest';
import { buildReferenceProfile } from './build-reference-profile.ts';
import { checkDrift } from './check-drift.ts';
import { driftSettingsSchema } from './settings.ts';

const width = 12;
const description: ContractDescription = {
  columns: [
    {
      name: 'image',
      kind: 'image',
      role: 'feature',
      nullable: false,
      sensitive: false,
      pii: false,
    },
    {
      name: 'label',
      kind: 'category',
      role: 'target',
      nullable: false,
      sensitive: false,
      pii: false,
      categories: ['a', 'b'],
    },
  ],
  target: 'label',
  problem: 'binary',
  classes: ['a', 'b'],
};

function world(rows: number, seed: number, move: { brightness?: number; content?: number } = {}) {
  const random = seededRandom(seed);
  const normal = () => normalQuantile(Math.max(1e-9, random()));
  const brightness = Array.from(
    { length: rows },
    () => 0.5 + 0.1 * normal() + (move.brightness ?? 0),
  );
  const values = Float32Array.from({ length: rows * width }, () => normal() + (move.content ?? 0));
  const scores = Float32Array.from({ length: rows }, () => 0.5 + 0.4 * random()).reduce<number[]>(
    (all, score) => all.concat(score, 1 - score),
    [],
  );
  return {
    table: { rowCount: rows, columns: { image: brightness.map((_, row) => `${seed}/${row}.png`) } },
    measured: { brightness },
    representation: { width, values },
    predictions: {
      kind: 'classification' as const,
      classes: ['a', 'b'],
      scores: Float32Array.from(scores),
    },
  };
}

const reference = world(600, 1);
const profile = buildReferenceProfile({
  train: { rowCount: 600, columns: { ...reference.table.columns, label: Array(600).fill('a') } },
  description,
  validationPredictions: reference.predictions,
  reference,
});

function check(now: ReturnType<typeof world>) {
  const predictor: Predictor = {
    manifest: { modelHash: 'a'.repeat(64) } as BundleManifest,
    predict: async () => now.predictions,
    measure: async () => ({ columns: [], values: now.measured }),
    represent: async () => now.representation,
    dispose: () => {},
  };
  return checkDrift({
    model: 'shapes',
    version: 1,
    predictor,
    profile,
    window: {
      table: now.table,
      rows: now.table.rowCount,
      source: 'current/x.csv',
      simulated: false,
    },
    description,
    settings: driftSettingsSchema.parse({}),
  });
}

describe('checkDrift of content', () => {
  it('keeps no reference and no row of the content itself in the profile', () => {
    expect(Object.keys(profile.columns)).toEqual(['label']);
    expect(JSON.stringify(profile)).not.toContain('.png');
  });

  it('finds none where nothing has changed', async () => {
    const report = await check(world(400, 2));
    expect(report.decision).toBe('none');
    expect(report.columns.map(({ column, source }) => [column, source])).toEqual([
      ['brightness', 'measured'],
      ['prediction', 'prediction'],
      ['confidence', 'prediction'],
      ['content', 'representation'],
    ]);
  });

  it('names what is measured when it moves', async () => {
    const report = await check(world(400, 3, { brightness: 0.2 }));
    expect(report.decision).toBe('drift');
    expect(report.sentence).toMatch(/brightness: mean 0\.\d+ → 0\.\d+, moved by [12]\.?\d* σ/);
  });

  it('finds content that no single number shows, and says how well it can be told apart', async () => {
    const report = await check(world(400, 8, { content: 0.4 }));
    expect(report.decision).toBe('drift');
    expect(report.sentence).toMatch(
      /content: old and new rows can be told apart in 8\d(\.\d)? % of pairs \(chance 50 %\)/,
    );
    expect(report.columns.find(({ column }) => column === 'brightness')?.verdict).not.toBe('drift');
  });

  it('leaves points of another width alone', async () => {
    const now = world(400, 5);
    const report = await check({
      ...now,
      representation: { width: 3, values: new Float32Array(1_200) },
    });
    expect(report.columns.some(({ source }) => source === 'representation')).toBe(false);
  });
});
