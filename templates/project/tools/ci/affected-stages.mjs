import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In the order in which they run. */
export const stages = ['validate', 'train', 'evaluate', 'register', 'drift'];

export const modelNames = () =>
  readdirSync('models', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/**
 * Which stages of which models a change concerns, and why: the changed file that is nearest. An empty base concerns all, for no
 * reason of their own.
 *
 * @returns {{ stage: string, model: string, why: string }[]}
 */
export function affectedStages(base) {
  const all = modelNames().flatMap((model) => stages.map((stage) => ({ stage, model })));
  if (base === '') return all.map((entry) => ({ ...entry, why: '' }));
  const affected = new Set(
    JSON.parse(nx('show', 'projects', '--affected', `--base=${base}`, '--head=HEAD', '--json')),
  );
  const found = all.filter(({ stage, model }) => affected.has(`${model}-${stage}`));
  if (found.length === 0) return [];
  const changed = changedFiles(base);
  const graph = projectGraph();
  return found.map((entry) => ({
    ...entry,
    why: reason(`${entry.model}-${entry.stage}`, changed, graph),
  }));
}

/** The changed file of the nearest project that this one builds on. */
function reason(project, changed, { nodes, dependencies }) {
  const seen = new Set([project]);
  let ring = [project];
  while (ring.length > 0) {
    const roots = ring.map((name) => `${nodes[name]?.data.root}/`);
    const file = changed.find((path) => roots.some((root) => path.startsWith(root)));
    if (file !== undefined) return `${file} changed`;
    ring = ring
      .flatMap((name) => (dependencies[name] ?? []).map(({ target }) => target))
      .filter((name) => nodes[name] !== undefined && !seen.has(name));
    for (const name of ring) seen.add(name);
  }
  return `${changed.find((path) => !path.includes('/')) ?? 'a file'} concerns every stage`;
}

function changedFiles(base) {
  const run = spawnSync('git', ['diff', '--name-only', '-z', base, 'HEAD'], { encoding: 'utf8' });
  return run.stdout.split('\0').filter((path) => path !== '');
}

function projectGraph() {
  const path = join(tmpdir(), `graph-${process.pid}.json`);
  nx('graph', `--file=${path}`);
  const { graph } = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path, { force: true });
  return graph;
}

/** @throws {Error} with what Nx said: a plan that left something out would look green. */
function nx(...words) {
  const program = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const run = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    windowsHide: true,
  });
  if (run.status === 0) return run.stdout;
  throw new Error(`nx ${words.join(' ')} exited with ${run.status}: ${run.stderr}${run.stdout}`);
}
