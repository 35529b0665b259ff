import { MlopsError } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ageModel, row, servedModel } from '../../test/served-fixture.ts';
import { createModelSlot } from './model-slot.ts';

const table = { rowCount: 1, columns: { age: [50] } };

describe('createModelSlot', () => {
  it('loads what the alias names and swaps when it moves', async () => {
    let production: number | null = null;
    const disposed: number[] = [];
    const slot = createModelSlot(
      servedModel({
        currentVersion: () => production,
        load: async (version) => ageModel({ onDispose: () => disposed.push(version) }),
      }),
    );
    await slot.follow();
    expect([slot.serving(), slot.wanted()]).toEqual([null, null]);
    production = 1;
    await slot.follow();
    expect(slot.serving()?.version).toBe(1);
    production = 2;
    await slot.follow();
    expect(slot.serving()?.version).toBe(2);
    expect(disposed).toEqual([1]);
  });

  it('keeps the old version alive until the requests on it have ended', async () => {
    let production = 1;
    const disposed: number[] = [];
    const slot = createModelSlot(
      servedModel({
        currentVersion: () => production,
        load: async (version) => ageModel({ onDispose: () => disposed.push(version) }),
      }),
    );
    await slot.follow();
    const first = slot.serving();
    if (first === null) throw new Error('nothing serves');
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    slot.hold(first);
    slot.hold(first);
    slot.release(first);
    const slow = gate.then(() => first.predictor.predict(table)).finally(() => slot.release(first));
    production = 2;
    await slot.follow();
    expect(slot.serving()?.version).toBe(2);
    expect(disposed).toEqual([]);
    finish();
    await expect(slow).resolves.toMatchObject({ kind: 'classification' });
    expect(disposed).toEqual([1]);
  });

  it('refuses a broken version once, keeps the old one, and tries again later', async () => {
    let production = 1;
    let clock = 0;
    let isBroken = true;
    const refusals: string[] = [];
    const slot = createModelSlot(
      servedModel({
        currentVersion: () => production,
        load: async (version) => {
          if (version === 2 && isBroken) {
            throw new MlopsError('BUNDLE_BROKEN', 'weights.bin changed.', 'Train again.');
          }
          return ageModel();
        },
      }),
      { onRefused: ({ sentence }) => refusals.push(sentence) },
      { now: () => clock },
    );
    await slot.follow();
    production = 2;
    await slot.follow();
    await slot.follow();
    expect(slot.serving()?.version).toBe(1);
    expect(slot.refused()?.version).toBe(2);
    expect(refusals).toEqual(['weights.bin changed. Train again.']);
    isBroken = false;
    clock += 10_001;
    await slot.follow();
    expect([slot.serving()?.version, slot.refused()]).toEqual([2, null]);
  });

  it.each([
    [
      'answers otherwise than recorded',
      {
        verify: async () => {
          throw new Error('sample row 1 differs');
        },
      },
      'sample row 1 differs',
    ],
    ['answers NaN', {}, 'The model answers NaN'],
    ['knows a column that contract.ts lost', { row: row.omit({ age: true }) }, "'age'"],
  ])('refuses a bundle that %s, and leaves no memory behind', async (name, overrides, text) => {
    let disposals = 0;
    const slot = createModelSlot(
      servedModel({
        load: async () =>
          ageModel({
            onDispose: () => disposals++,
            ...(name === 'answers NaN' ? { scoreOf: () => Number.NaN } : {}),
          }),
        ...overrides,
      }),
    );
    await slot.follow();
    expect(slot.serving()).toBeNull();
    expect(slot.refused()?.sentence).toContain(text);
    expect(disposals).toBe(1);
  });

  it('says so when the registry cannot be read, and goes on serving', async () => {
    let isReadable = true;
    const slot = createModelSlot(
      servedModel({
        currentVersion: () => {
          if (!isReadable) throw new Error('EIO');
          return 1;
        },
      }),
    );
    await slot.follow();
    isReadable = false;
    await slot.follow();
    expect(slot.serving()?.version).toBe(1);
    expect(slot.refused()?.sentence).toBe('EIO');
    isReadable = true;
    await slot.follow();
    expect(slot.refused()).toBeNull();
  });

  it('frees a model that comes too late', async () => {
    let disposals = 0;
    const slot = createModelSlot(
      servedModel({ load: async () => ageModel({ onDispose: () => disposals++ }) }),
    );
    const look = slot.follow();
    slot.dispose();
    await look;
    expect([slot.serving(), disposals]).toEqual([null, 1]);
  });

  it('takes a contract that has columns beyond those of the bundle', async () => {
    const wider = row.extend({ newcomer: z.string().nullable() });
    const slot = createModelSlot(servedModel({ row: wider }));
    await slot.follow();
    expect(slot.serving()?.columnNames).not.toContain('newcomer');
  });
});
