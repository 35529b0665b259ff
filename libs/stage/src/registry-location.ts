import { resolve } from 'node:path';

/**
 * Where a project's registry is: `MLOPS_REGISTRY`, or the folder `registry`. A folder is returned as an absolute path, `git` and
 * `git:<remote>` as they are. A variable that a workflow sets to nothing counts as none.
 *
 * @example registryLocation('/acme', {}) // '/acme/registry'
 */
export function registryLocation(
  root: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const named = environment.MLOPS_REGISTRY || 'registry';
  return /^git(:|$)/.test(named) ? named : resolve(root, named);
}
