import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, makeBundle } from '../test/bundle-fixture.ts';
import { type FakeMlflow, fakeMlflow, refusal } from '../test/fake-mlflow.ts';
import { describeRegistryContract } from '../test/registry-contract.ts';
import { openMlflowRegistry } from './mlflow-registry.ts';

const who = { by: 'ada', reason: 'a test' };
const address = 'http://mlflow.test:5000';

const open = (fake: FakeMlflow, options: { root?: string; freshForMs?: number } = {}) =>
  openMlflowRegistry({
    root: freshFolder(),
    address,
    freshForMs: 0,
    environment: {},
    pauseScale: 0,
    sender: {
      send: (requests) => requests.map(fake.answer),
      sendAside: async (requests) => requests.map(fake.answer),
    },
    ...options,
  });
const register = (fake: FakeMlflow, word: string, against?: string) => {
  const { directory, verdict } = makeBundle(word, against === undefined ? {} : { against });
  return open(fake).register(directory, verdict, who);
};

describeRegistryContract('MLflow registry', () => open(fakeMlflow()));

describe('openMlflowRegistry', () => {
  it('tells MLflow parameters, metrics, the data and where the model comes from', () => {
    const fake = fakeMlflow();
    register(fake, 'one');
    const run = [...fake.runs.values()].find(({ inputs }) => inputs.length > 0);
    expect(run?.info.status).toBe('FINISHED');
    expect(run?.data.params).toContainEqual({ key: 'seed', value: '7' });
    expect(run?.data.params).toContainEqual({
      key: 'versions.tensorflow/tfjs-core',
      value: '4.22.0',
    });
    expect(run?.data.metrics).toContainEqual(
      expect.objectContaining({ key: 'test/accuracy', value: 0.9 }),
    );
    expect(run?.inputs).toEqual([
      expect.objectContaining({
        dataset: expect.objectContaining({ digest: expect.stringMatching(/^[0-9a-f]{36}$/) }),
      }),
    ]);
    expect([...fake.artifacts.keys()].filter((path) => path.includes('/model/'))).toHaveLength(5);
  });

  it('sets MLflow’s aliases to what the history says', () => {
    const fake = fakeMlflow();
    register(fake, 'one');
    register(fake, 'two', 'one');
    open(fake).promote('churn', 1, who);
    open(fake).setAlias('churn', 'candidate', 2, who);
    open(fake).promote('churn', 2, who);
    expect(fake.models.get('churn')?.aliases).toEqual({ production: '2', previous: '1' });
  });

  it('serves by the history where somebody moved an alias in MLflow, and puts it right with the next move', () => {
    const fake = fakeMlflow();
    register(fake, 'one');
    register(fake, 'two');
    open(fake).promote('churn', 1, who);
    const model = fake.models.get('churn');
    if (model !== undefined) model.aliases.production = '2';
    expect(open(fake).find('churn', 'production')?.version).toBe(1);
    open(fake).setAlias('churn', 'candidate', 2, who);
    expect(model?.aliases).toEqual({ production: '1', candidate: '2' });
  });

  it('decides again when another writer took the next event, and lets the older decision go', () => {
    const fake = fakeMlflow();
    for (const word of ['one', 'two']) register(fake, word);
    let isFaster = true;
    fake.intercept = (path) => {
      if (path === 'runs/log-parameter' && isFaster) {
        isFaster = false;
        open(fake).promote('churn', 2, who);
      }
      return null;
    };
    expect(() => open(fake).promote('churn', 1, { ...who, expectedRevision: 0 })).toThrow(
      expect.objectContaining({ code: 'ALIAS_CONFLICT' }),
    );
    expect(
      open(fake)
        .history('churn')
        .map(({ event }) => event),
    ).toEqual(['registered', 'registered', 'promoted']);
  });

  it('withdraws its own version when another writer registered the same model meanwhile', () => {
    const fake = fakeMlflow();
    register(fake, 'before');
    let isFaster = true;
    fake.intercept = (path) => {
      if (path === 'runs/log-inputs' && isFaster) {
        isFaster = false;
        register(fake, 'one');
      }
      return null;
    };
    expect(register(fake, 'one')).toMatchObject({ created: false, record: { version: 2 } });
    expect(
      open(fake)
        .list('churn')
        .map(({ version }) => version),
    ).toEqual([1, 2]);
    expect(fake.requests).toContain('DELETE model-versions/delete');
  });

  it.each([
    'runs/log-batch',
    'model-versions/create',
    'model-versions/set-tag',
    'runs/log-parameter',
  ])('shows nothing of a version whose writer went off before %s, and goes on', (stop) => {
    const fake = fakeMlflow();
    fake.intercept = (path) =>
      path === stop ? refusal(400, 'BAD_REQUEST', 'The machine went off.') : null;
    expect(() => register(fake, 'one')).toThrow(/The machine went off|takes no parameter/);
    fake.intercept = () => null;
    const statuses = [...fake.runs.values()].map(({ info }) => info.status);
    expect(statuses).not.toContain('RUNNING');
    expect(open(fake).list('churn')).toEqual([]);
    expect(register(fake, 'one').created).toBe(true);
    expect(open(fake).list('churn')).toHaveLength(1);
  });

  it('takes over the page of a model that somebody made in MLflow before', () => {
    const fake = fakeMlflow();
    fake.models.set('churn', { name: 'churn', tags: [], aliases: {}, made: 4 });
    expect(open(fake).models()).toEqual([]);
    expect(register(fake, 'one').record.version).toBe(5);
    expect(open(fake).models()).toEqual(['churn']);
  });

  it('follows without asking at every look, and goes on while the server is away', async () => {
    const fake = fakeMlflow();
    const service = open(fake, { freshForMs: Number.POSITIVE_INFINITY });
    expect(service.find('churn', 'production')).toBeNull();
    register(fake, 'one');
    open(fake).promote('churn', 1, who);
    expect(service.find('churn', 'production')).toBeNull();
    await service.refresh();
    expect(service.find('churn', 'production')?.version).toBe(1);
    fake.intercept = () => ({
      status: 0,
      body: new Uint8Array(),
      retryAfter: null,
      failure: 'off',
    });
    expect(readFileSync(join(service.bundleDirectory('churn', 1), 'weights.bin'), 'utf8')).toBe(
      'one',
    );
    await expect(service.refresh()).rejects.toMatchObject({ code: 'NETWORK' });
    expect(service.find('churn', 'production')?.version).toBe(1);
  });

  it('refuses a bundle of which the server has lost or changed bytes', () => {
    const fake = fakeMlflow();
    register(fake, 'one');
    const path = [...fake.artifacts.keys()].find((name) => name.endsWith('weights.bin')) ?? '';
    fake.artifacts.set(path, Buffer.from('another'));
    expect(() => open(fake).bundleDirectory('churn', 1)).toThrow(/weights\.bin.*sha256 differs/);
    fake.artifacts.delete(path);
    expect(() => open(fake).promote('churn', 1, who)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_MISSING' }),
    );
    expect(open(fake).find('churn', 'production')).toBeNull();
  });

  it('writes no file outside of the bundle, whatever a manifest on the server names', () => {
    const fake = fakeMlflow();
    register(fake, 'one');
    const path = [...fake.artifacts.keys()].find((name) => name.endsWith('manifest.json')) ?? '';
    const text = Buffer.from(fake.artifacts.get(path) ?? []).toString();
    fake.artifacts.set(path, Buffer.from(text.replace('weights.bin', '../../weights.bin')));
    expect(() => open(fake).bundleDirectory('churn', 1)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_BROKEN' }),
    );
    expect(
      fake.requests.some((name) => name.includes('weights.bin') && name.startsWith('GET')),
    ).toBe(false);
  });

  it('deletes the files of a version that expired', () => {
    const fake = fakeMlflow();
    register(fake, 'one');
    open(fake).expire('churn', 1, who);
    expect([...fake.artifacts.keys()].map((path) => path.split('/model/')[1])).toEqual([
      'verdict.json',
      'version.json',
    ]);
  });

  it('starts anew with a server that was begun anew', () => {
    const root = freshFolder();
    const fake = fakeMlflow();
    register(fake, 'one');
    expect(open(fake, { root }).list('churn')).toHaveLength(1);
    fake.models.clear();
    expect(open(fake, { root }).list('churn')).toEqual([]);
    rmSync(root, { recursive: true });
  });

  it('says which address is no server', () => {
    for (const wrong of ['', 'sqlite:///a.db']) {
      expect(() => openMlflowRegistry({ root: freshFolder(), address: wrong })).toThrow(
        expect.objectContaining({ code: 'SETTINGS_INVALID' }),
      );
    }
  });
});
