import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshFolder, makeBundle } from '../test/bundle-fixture.ts';
import { git, makeProject } from '../test/git-fixture.ts';
import { openDirectoryRegistry } from './directory-registry.ts';
import { openRegistry } from './open-registry.ts';

const who = { by: 'ada', reason: 'a test' };

describe('openRegistry', () => {
  it.each(['git', 'git:', 'git:origin', 'git:../bare.git'])('finds a branch at %s', (location) => {
    const { root, bare } = makeProject();
    const { directory, verdict } = makeBundle('one');
    openRegistry(location, { root }).register(directory, verdict, who);
    expect(git(bare, 'for-each-ref', '--format=%(refname)', 'refs/models')).toBe(
      'refs/models/churn/1',
    );
  });

  it.each(['registry', './git', 'gitlike'])('finds a folder at %s', (location) => {
    const root = freshFolder();
    const { directory, verdict } = makeBundle('one');
    openRegistry(location, { root }).register(directory, verdict, who);
    expect(openDirectoryRegistry(join(root, location)).list('churn')).toHaveLength(1);
  });
});

describe('openRegistry where there is no git, as in an image', () => {
  beforeEach(() => {
    for (const name of ['PATH', 'Path']) vi.stubEnv(name, freshFolder());
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('says for a registry on git how it gets there', () => {
    expect(() => openRegistry('git:https://git.example/a/b.git', { root: freshFolder() })).toThrow(
      expect.objectContaining({
        code: 'COMMAND_FAILED',
        hint: expect.stringContaining('WITH_GIT=1'),
      }),
    );
  });

  it('does without it for a folder and an MLflow server', () => {
    const root = freshFolder();
    const { directory, verdict } = makeBundle('one');
    openRegistry('registry', { root }).register(directory, verdict, who);
    expect(() => openRegistry('mlflow:http://127.0.0.1:1', { root })).not.toThrow();
  });
});

describe('openRegistry where the folder cannot be written', () => {
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says so', () => {
    const root = freshFolder();
    const { directory, verdict } = makeBundle('one');
    chmodSync(root, 0o555);
    expect(() => openRegistry('registry', { root }).register(directory, verdict, who)).toThrow(
      expect.objectContaining({ code: 'REGISTRY_REFUSED' }),
    );
  });
});
