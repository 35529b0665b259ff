import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where downloads are kept for all projects of a user: `MLOPS_CACHE`, or the place that the system has for such things.
 * @example
 * cacheDirectory({ XDG_CACHE_HOME: '/var/cache/ann' }, 'linux') // '/var/cache/ann/create-mlops'
 */
export function cacheDirectory(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { MLOPS_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (MLOPS_CACHE) return MLOPS_CACHE;
  if (platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'create-mlops', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'create-mlops');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'create-mlops');
}
