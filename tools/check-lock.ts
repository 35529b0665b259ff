import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Entry = {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly link?: boolean;
};

/**
 * Optional dependencies that lock entries name and the lock lacks. Some releases miss platform packages in some registries:
 * `npm install` then works here, and `npm ci` fails elsewhere.
 *
 * @param lock a parsed package-lock.json, version 3.
 * @returns lines such as `node_modules/esbuild lacks @esbuild/win32-x64`.
 */
export function missingOptionalPackages(lock: {
  readonly packages: Readonly<Record<string, Entry>>;
}): string[] {
  const paths = Object.keys(lock.packages);
  const missing: string[] = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const isThere = paths.some(
        (other) => other === `node_modules/${name}` || other.endsWith(`/node_modules/${name}`),
      );
      if (!isThere) missing.push(`${path === '' ? 'the root' : path} lacks ${name}`);
    }
  }
  return missing;
}

/** Hosts that a lock names: where packages were fetched from is nobody's business. */
export function namedHosts(lock: string): string[] {
  return [
    ...new Set(
      [...lock.matchAll(/"resolved":\s*"https?:\/\/([^/"]+)/g)].map((match) => match[1] ?? ''),
    ),
  ];
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const path = join(import.meta.dirname, '..', 'package-lock.json');
  const text = readFileSync(path, 'utf8');
  const problems = [
    ...missingOptionalPackages(JSON.parse(text)),
    ...namedHosts(text).map((host) => `names the host ${host}`),
  ];
  for (const problem of problems) process.stderr.write(`package-lock.json: ${problem}\n`);
  if (problems.length === 0) process.stdout.write('The lock file is whole and names no host.\n');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
