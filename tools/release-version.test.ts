import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { releaseVersion } from './release-version.ts';

const root = join(import.meta.dirname, '..');

describe('releaseVersion', () => {
  it('takes the topmost version', () => {
    expect(releaseVersion('# Changelog\n\n## 1.3.0-beta.1\n\n- x\n\n## 1.2.0\n')).toBe(
      '1.3.0-beta.1',
    );
  });

  it('refuses a changelog without one', () => {
    expect(() => releaseVersion('# Changelog\n\nSoon.\n')).toThrow('names no version');
  });

  it('is the version of the package', () => {
    const manifest: { version: string } = JSON.parse(
      readFileSync(join(root, 'apps', 'create-mlops', 'package.json'), 'utf8'),
    );
    expect(releaseVersion(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))).toBe(manifest.version);
  });
});
