import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, makeBundle } from '../test/bundle-fixture.ts';
import { describeRegistryContract } from '../test/registry-contract.ts';
import { openDirectoryRegistry } from './directory-registry.ts';

const who = { by: 'ada', reason: 'a test' };
const writer = join(import.meta.dirname, '..', 'test', 'writer.ts');

describeRegistryContract('directory registry', () => openDirectoryRegistry(freshFolder()));

describe('openDirectoryRegistry', () => {
  it('lets many racing writers through one after the other: each version once, one production', async () => {
    const folder = freshFolder();
    const writers = Array.from({ length: 6 }, (_, index) =>
      spawn(process.execPath, ['--import', 'tsx', writer, folder, `writer ${index}`, '4'], {
        stdio: 'inherit',
      }),
    );
    const codes = await Promise.all(writers.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
    const registry = openDirectoryRegistry(folder);
    expect(registry.list('churn').map((entry) => entry.version)).toEqual(
      Array.from({ length: 24 }, (_, index) => index + 1),
    );
    const revisions = registry.history('churn').flatMap((event) => event.revision ?? []);
    expect(revisions).toEqual(revisions.map((_, index) => index + 1));
    expect(readdirSync(join(folder, 'churn'))).not.toContain('.lock');
  });

  it('reads as before or after when a writer is killed at any moment', async () => {
    const folder = freshFolder();
    for (let round = 0; round < 6; round++) {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', writer, folder, `round ${round}`, '50'],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 5 + round * 7));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const registry = openDirectoryRegistry(folder);
      const versions = registry.list('churn');
      for (const entry of versions) registry.bundleDirectory('churn', entry.version);
      const production = registry.find('churn', 'production');
      if (production !== null) expect(versions).toContainEqual(production);
    }
    const { directory, verdict } = makeBundle('after the kills');
    const registry = openDirectoryRegistry(folder);
    const { record } = registry.register(directory, verdict, who);
    expect(
      registry.promote('churn', record.version, { ...who, force: true }).aliases.production,
    ).toBe(record.version);
  });

  it('ignores a last event that was cut, and writes the next one whole', () => {
    const folder = freshFolder();
    const registry = openDirectoryRegistry(folder);
    const { directory, verdict } = makeBundle('one');
    registry.register(directory, verdict, who);
    appendFileSync(join(folder, 'churn', 'events.ndjson'), '{"at":"2026-01-01T00:0');
    expect(registry.history('churn')).toHaveLength(1);
    registry.promote('churn', 1, who);
    expect(registry.history('churn').map((event) => event.event)).toEqual([
      'registered',
      'promoted',
    ]);
  });

  it('tells the event of a version whose writer was killed before it could', () => {
    const folder = freshFolder();
    const registry = openDirectoryRegistry(folder);
    const { directory, verdict } = makeBundle('one');
    registry.register(directory, verdict, who);
    rmSync(join(folder, 'churn', 'events.ndjson'));
    expect(registry.register(directory, verdict, who).created).toBe(false);
    expect(registry.history('churn').map((event) => event.event)).toEqual(['registered']);
  });

  it('takes over the lock of a process that is gone', () => {
    const folder = freshFolder();
    const gone = spawnSync(process.execPath, ['-e', '0']).pid;
    mkdirSync(join(folder, 'churn', '.lock'), { recursive: true });
    writeFileSync(join(folder, 'churn', '.lock', 'holder'), `${gone} ${hostname()}`);
    const { directory, verdict } = makeBundle('one');
    expect(openDirectoryRegistry(folder).register(directory, verdict, who).created).toBe(true);
  });

  it('takes over an empty lock, and sweeps what killed writers prepared', () => {
    const folder = freshFolder();
    const gone = spawnSync(process.execPath, ['-e', '0']).pid;
    mkdirSync(join(folder, 'churn', '.lock'), { recursive: true });
    mkdirSync(join(folder, 'churn', `.lock-${gone}-1`));
    writeFileSync(join(folder, 'churn', `.lock-${gone}-1`, 'holder'), `${gone} ${hostname()}`);
    const { directory, verdict } = makeBundle('one');
    openDirectoryRegistry(folder).register(directory, verdict, who);
    expect(readdirSync(join(folder, 'churn')).filter((name) => name.startsWith('.lock'))).toEqual(
      [],
    );
  });

  it('sweeps what a killed writer left in the way', () => {
    const folder = freshFolder();
    const registry = openDirectoryRegistry(folder);
    const first = makeBundle('one');
    registry.register(first.directory, first.verdict, who);
    const versions = join(folder, 'churn', 'versions');
    renameSync(join(versions, '1'), join(versions, '.new-1'));
    rmSync(join(folder, 'churn', 'events.ndjson'));
    expect(registry.list('churn')).toEqual([]);
    expect(registry.register(first.directory, first.verdict, who).record.version).toBe(1);
    expect(existsSync(join(versions, '.new-1'))).toBe(false);
  });

  it('writes the aliases for people to read, too', () => {
    const folder = freshFolder();
    const registry = openDirectoryRegistry(folder);
    const { directory, verdict } = makeBundle('one');
    registry.register(directory, verdict, who);
    registry.promote('churn', 1, who);
    expect(JSON.parse(readFileSync(join(folder, 'churn', 'aliases.json'), 'utf8'))).toEqual({
      schemaVersion: 1,
      revision: 1,
      aliases: { production: 1 },
    });
  });
});
