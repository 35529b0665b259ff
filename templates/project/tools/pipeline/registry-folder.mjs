import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const branch = 'mlops-registry';
const trackingAddress = process.env.MLFLOW_TRACKING_URI ?? '';
// libs/stage/src/registry-location.ts chooses the same.
const usual = /^https?:/i.test(trackingAddress) ? 'mlflow' : 'registry';
const named = process.env.MLOPS_REGISTRY || usual;
const [isMlflow, server = ''] = /^mlflow(?::(.*))?$/.exec(named) ?? [];
const [isGit, address = ''] = /^git(?::(.*))?$/.exec(named) ?? [];
const remote = address === '' ? 'origin' : address;

/** Whether the registry is a branch or a server; then its folder only mirrors it. */
export const isMirror = isGit !== undefined || isMlflow !== undefined;

const git = (...words) => {
  const run = spawnSync('git', words, { encoding: 'utf8', windowsHide: true });
  return run.status === 0 ? run.stdout.trim() : null;
};

/** Where the clone or mirror lies: libs/model-registry/src/git/locate-clone.ts chooses the same. */
function cloneFolder() {
  const address =
    isMlflow === undefined
      ? `${remote} ${branch}`
      : `mlflow ${plainAddress(server || trackingAddress)}`;
  const common = git('rev-parse', '--git-common-dir');
  const parent = common === null ? join('registry', '.clones') : join(common, branch);
  const id = createHash('sha256').update(address).digest('hex').slice(0, 12);
  return resolve(parent, id);
}

/** Without a password, a query and a slash at the end. */
function plainAddress(text) {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  for (const part of ['username', 'password', 'search', 'hash']) url[part] = '';
  return url.href.replace(/\/+$/, '');
}

const folder = isMirror ? join(cloneFolder(), 'mirror') : resolve(named);

/** The folder in which versions, events and aliases of the registry can be read. */
export const registryFolder = () => folder;

/**
 * Brings the mirror up to the branch or server. When nothing was pushed to the branch since, that takes one question to the
 * remote; otherwise the registry does it.
 *
 * @returns false when the remote cannot be read; why has been said on standard error.
 */
export function lookAtRegistry() {
  if (!isMirror) return true;
  if (isGit !== undefined) {
    const newest = git('ls-remote', remote, `refs/heads/${branch}`);
    if (newest !== null && newest.split('\t')[0] === mirrored()) return true;
  }
  const words = ['--import', 'tsx', join('tools', 'registry.ts'), 'list', 'json'];
  return (
    spawnSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  );
}

function mirrored() {
  try {
    return readFileSync(join(folder, '..', 'mirrored'), 'utf8').trim();
  } catch {
    return null;
  }
}
