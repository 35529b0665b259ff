import { resolve } from 'node:path';
import { openDirectoryRegistry } from './directory-registry.ts';
import { openGitRegistry } from './git-registry.ts';
import { openMlflowRegistry } from './mlflow-registry.ts';
import type { ModelRegistry } from './model-registry.ts';

/**
 * The registry that a location names, as `registryLocation` finds it: `git` for a branch of the project's `origin`,
 * `git:<remote>` for another remote, address or path, `mlflow:<address>` for an MLflow server, and otherwise a folder. A folder
 * called git is `./git`.
 *
 * @param options.root the project's folder; relative paths are seen from there.
 * @param options.isFollowing for a process that lives on and answers others: it reads what is here, never waits for a host, and
 * calls `refresh` now and then.
 * @example openRegistry('git:upstream', { root: '/acme' }) // on the branch mlops-registry of that remote
 */
export function openRegistry(
  location: string,
  options: { readonly root: string; readonly isFollowing?: boolean },
): ModelRegistry {
  const { root, isFollowing = false } = options;
  const following = isFollowing ? { freshForMs: Number.POSITIVE_INFINITY } : {};
  const [isMlflow, address = ''] = /^mlflow(?::(.*))?$/.exec(location) ?? [];
  if (isMlflow !== undefined) return openMlflowRegistry({ root, address, ...following });
  const [isGit, remote = ''] = /^git(?::(.*))?$/.exec(location) ?? [];
  if (isGit === undefined) return openDirectoryRegistry(resolve(root, location));
  return openGitRegistry({
    root,
    remote: remote === '' ? 'origin' : remote,
    ...following,
  });
}
