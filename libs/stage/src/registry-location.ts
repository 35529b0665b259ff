import { resolve } from 'node:path';

/**
 * Where a project's registry is: what `MLOPS_REGISTRY` names; else, where `MLFLOW_TRACKING_URI` is an http(s) address, that
 * MLflow server; else the folder `registry`. A folder is returned as an absolute path, `git` and `git:<remote>` as they are,
 * `mlflow` with the address. A variable that a workflow sets to nothing counts as none.
 *
 * @example registryLocation('/acme', {}) // '/acme/registry'
 * @example registryLocation('/acme', { MLFLOW_TRACKING_URI: 'http://ml:5000' }) // 'mlflow:http://ml:5000'
 */
export function registryLocation(
  root: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const { MLFLOW_TRACKING_URI: address = '' } = environment;
  // A folder or a data base that somebody's notebook uses is no server: it must be asked for by name.
  const usual = /^https?:/i.test(address) ? 'mlflow' : 'registry';
  const named = environment.MLOPS_REGISTRY || usual;
  if (named === 'mlflow' || named === 'mlflow:') return `mlflow:${address}`;
  return /^(git(:|$)|mlflow:)/.test(named) ? named : resolve(root, named);
}
