import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { git, type Runner } from './run-steps.ts';

/** What an action from elsewhere does, as far as the workflows of a project rely on it. */
type StandIn = (
  runner: Runner,
  given: Readonly<Record<string, unknown>>,
  outputs: Record<string, string>,
) => Promise<boolean>;

const nothing: StandIn = async () => true;

/** The provider's cache: the exact key, else the newest that begins with one of the others, line by line. */
const restore: StandIn = async ({ machine, workspace }, given, outputs) => {
  const keys = [String(given.key), ...String(given['restore-keys'] ?? '').split('\n')]
    .map((key) => key.trim())
    .filter((key) => key !== '');
  const entry = machine.findCache(keys);
  outputs['cache-hit'] = String(entry?.key === keys[0]);
  if (entry !== null)
    cpSync(entry.folder, join(workspace, String(given.path)), { recursive: true });
  return true;
};

const save: StandIn = async ({ machine, workspace }, given) => {
  const path = join(workspace, String(given.path));
  if (existsSync(path)) machine.keepCache(String(given.key), path);
  return true;
};

/** By the name of the action, without its commit. */
export const standIns: Readonly<Record<string, StandIn>> = {
  'actions/checkout': async ({ machine, workspace, planned }, given) => {
    const { sha, ref_name: branch } = planned.contexts.github as { sha: string; ref_name: string };
    git(workspace, 'init', '-q', '-b', branch);
    git(workspace, 'remote', 'add', 'origin', `file://${machine.origin}`);
    const depth = Number(given['fetch-depth'] ?? 1);
    const wanted = String(given.ref ?? '') || sha;
    if (depth === 0) {
      git(workspace, 'fetch', '-q', 'origin', '+refs/heads/*:refs/remotes/origin/*');
      git(workspace, 'fetch', '-q', 'origin', wanted);
    } else {
      git(workspace, 'fetch', '-q', `--depth=${depth}`, 'origin', wanted);
    }
    git(workspace, 'checkout', '-q', '-B', branch, 'FETCH_HEAD');
    return true;
  },
  'actions/setup-node': nothing,
  'actions/cache/restore': restore,
  'actions/cache/save': save,
  'actions/upload-artifact': async ({ machine, workspace }, given) => {
    const path = join(workspace, String(given.path));
    if (!existsSync(path)) return given['if-no-files-found'] !== 'error';
    const place = machine.artifact(String(given.name));
    // Of one run a name is given once.
    if (existsSync(place) && given.overwrite !== true) return false;
    rmSync(place, { recursive: true, force: true });
    cpSync(path, place, { recursive: true });
    return true;
  },
  'actions/download-artifact': async ({ machine, workspace }, given) => {
    const place = machine.artifact(String(given.name));
    if (!existsSync(place)) return false;
    const target = join(workspace, String(given.path ?? '.'));
    mkdirSync(target, { recursive: true });
    cpSync(place, target, { recursive: true });
    return true;
  },
  'actions/configure-pages': async ({ planned }) => planned.permissions.pages === 'write',
  'actions/upload-pages-artifact': async ({ machine, workspace }, given) => {
    const path = join(workspace, String(given.path));
    if (!existsSync(path) || readdirSync(path).length === 0) return false;
    const place = machine.artifact(String(given.name ?? 'github-pages'));
    if (existsSync(place)) return false;
    cpSync(path, place, { recursive: true });
    return true;
  },
  'actions/deploy-pages': async ({ machine, planned }, given, outputs) => {
    outputs.page_url = 'https://example.org/pages/';
    const name = String(given.artifact_name ?? 'github-pages');
    return existsSync(machine.artifact(name)) && planned.permissions.pages === 'write';
  },
};
