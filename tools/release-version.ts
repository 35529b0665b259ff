import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The version that a changelog announces: the topmost heading with one.
 *
 * @throws {RangeError} when there is none.
 * @example releaseVersion('# Changelog\n\n## 1.2.0\n') // '1.2.0'
 */
export function releaseVersion(changelog: string): string {
  const version = /^## (\d+\.\d+\.\d+(?:-[\w.]+)?)\s*$/m.exec(changelog)?.[1];
  if (version === undefined)
    throw new RangeError('CHANGELOG.md names no version such as "## 1.2.0".');
  return version;
}

if (process.argv[1] === import.meta.filename) {
  const changelog = readFileSync(join(import.meta.dirname, '..', 'CHANGELOG.md'), 'utf8');
  process.stdout.write(`version=${releaseVersion(changelog)}\n`);
}
