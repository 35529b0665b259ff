import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
