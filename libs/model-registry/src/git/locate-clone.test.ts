import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../../test/bundle-fixture.ts';
import { git, makeProject } from '../../test/git-fixture.ts';
import { locateClone } from './locate-clone.ts';
import { gitEnvironment } from './run-git.ts';

describe('locateClone', () => {
  it('takes along the token that the checkout of a workflow left, and no other settings', () => {
    const { root } = makeProject();
    const token = join(freshFolder(), 'credentials.config');
    writeFileSync(
      token,
      '[http "https://example.org/"]\n\textraheader = AUTHORIZATION: basic abc\n',
    );
    git(root, 'config', '--local', `includeIf.gitdir:${join(root, '.git')}.path`, token);
    git(root, 'config', '--local', 'user.name', 'Ada');
    expect(locateClone(root, 'origin').settings).toEqual(
      expect.arrayContaining([
        ['remote.origin.url', '../bare.git'],
        ['http.https://example.org/.extraheader', 'AUTHORIZATION: basic abc'],
      ]),
    );
    expect(locateClone(root, 'origin').settings.flat()).not.toContain('Ada');
  });

  it('lies below .git, also seen from a work tree, and another remote has another', () => {
    const { root } = makeProject();
    const tree = join(freshFolder(), 'tree');
    git(root, 'worktree', 'add', '--quiet', '--detach', tree);
    const { folder } = locateClone(root, 'origin');
    expect(folder.startsWith(join(root, '.git', 'mlops-registry'))).toBe(true);
    expect(locateClone(tree, 'origin').folder).toBe(folder);
    expect(locateClone(root, 'upstream').folder).not.toBe(folder);
  });
});

describe('gitEnvironment', () => {
  it('hands settings over beside those that are there, and forgets the repository of a hook', () => {
    const environment = gitEnvironment([['http.proxy', 'p']], {
      GIT_DIR: '/elsewhere',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'a.b',
      GIT_CONFIG_VALUE_0: 'c',
    });
    expect(environment).not.toHaveProperty('GIT_DIR');
    expect(environment).toMatchObject({
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'a.b',
      GIT_CONFIG_KEY_1: 'http.proxy',
      GIT_CONFIG_VALUE_1: 'p',
    });
  });
});
