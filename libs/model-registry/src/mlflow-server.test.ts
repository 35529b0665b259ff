import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, makeBundle } from '../test/bundle-fixture.ts';
import { describeRegistryContract } from '../test/registry-contract.ts';
import { openHttpSender } from './http/http-sender.ts';
import { openMlflowRegistry } from './mlflow-registry.ts';

/** `npm run mlflow` starts one and names it here; without it these tests are left out. */
const address = process.env.MLOPS_TEST_MLFLOW ?? '';
const who = { by: 'ada', reason: 'a test' };
const sender = openHttpSender();

const open = (root = freshFolder()) => openMlflowRegistry({ root, address, freshForMs: 0, sender });
/** The tests' model is taken out of the server first: a registry there is never a fresh one. */
const openEmpty = () => {
  sender.send([
    {
      method: 'DELETE',
      url: `${address}/api/2.0/mlflow/registered-models/delete`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'churn' }),
    },
  ]);
  return open();
};
const writer = join(import.meta.dirname, '..', 'test', 'mlflow-writer.ts');

describe.skipIf(address === '')('on a real server', () => {
  describeRegistryContract('MLflow registry', openEmpty);

  it('shows another machine what happened, and lets one of two who decided on the same state win', () => {
    const here = openEmpty();
    const there = open();
    for (const word of ['one', 'two']) {
      const { directory, verdict } = makeBundle(word);
      here.register(directory, verdict, who);
    }
    const { revision } = there.aliases('churn');
    here.promote('churn', 1, { ...who, expectedRevision: revision });
    expect(() => there.promote('churn', 2, { ...who, expectedRevision: revision })).toThrow(
      expect.objectContaining({ code: 'ALIAS_CONFLICT' }),
    );
    expect(there.find('churn', 'production')?.version).toBe(1);
    expect(there.bundleDirectory('churn', 1)).toContain('bundle');
  });
  it('lets one of eight racing processes win, and loses nobody’s version', async () => {
    openEmpty();
    const writers = Array.from({ length: 8 }, (_, index) =>
      spawn(process.execPath, ['--import', 'tsx', writer, address, `writer ${index}`], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const said = await Promise.all(
      writers.map(async (child) => {
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        const [code] = await once(child, 'close');
        return `${code} ${output.trim()}`;
      }),
    );
    expect(said.sort()).toEqual([...Array(7).fill('0 lost'), '0 won']);
    const registry = open();
    const versions = registry.list('churn');
    expect(new Set(versions.map(({ registeredBy }) => registeredBy)).size).toBe(8);
    const { production } = registry.aliases('churn').aliases;
    expect(versions.map(({ version }) => version)).toContain(production);
    expect(registry.history('churn').filter(({ event }) => event === 'promoted')).toHaveLength(1);
    for (const { version } of versions) registry.bundleDirectory('churn', version);
  }, 120_000);
});
