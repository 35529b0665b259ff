import { posix } from 'node:path';
import ts from 'typescript';
import type { Manifest, Plan } from './read-plan.ts';

const dependenciesOf = (manifest: Manifest) => ({
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
});

/** Imports that lead nowhere or stand in no package.json, and dependencies that nobody provides. */
export function packageProblems(plan: Plan): string[] {
  const problems: string[] = [];
  const workspace = new Map([...plan.packages].map(([folder, { name }]) => [name ?? '', folder]));
  const pinned = dependenciesOf(plan.root);
  for (const [folder, manifest] of plan.packages) {
    for (const [name, range] of Object.entries(dependenciesOf(manifest))) {
      if (range !== '*') problems.push(`${folder} pins ${name} itself`);
      if (!workspace.has(name) && pinned[name] === undefined) {
        problems.push(`${folder} depends on ${name}, which is neither here nor pinned at the root`);
      }
    }
  }
  for (const { path } of plan.files) {
    if (!/\.(ts|mjs)$/.test(path)) continue;
    const home = plan.homeOf(path);
    const own = home === '.' ? plan.root : (plan.packages.get(home) ?? {});
    for (const specifier of importsOf(plan.text(path) ?? '')) {
      if (specifier.startsWith('node:')) continue;
      if (specifier.startsWith('.')) {
        const target = posix.join(posix.dirname(path), specifier);
        if (!plan.has(target)) problems.push(`${path} imports ${specifier}, which is not there`);
        continue;
      }
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      const folder = workspace.get(name);
      if (folder !== undefined) {
        // The root's own scripts may use whatever the workspace holds.
        if (home !== '.' && name !== own.name && !(name in dependenciesOf(own))) {
          problems.push(`${path} imports ${name}, which ${home}/package.json does not name`);
        }
        const entry = entryOf(plan, folder, specifier.slice(name.length));
        if (entry === null || !plan.has(entry)) {
          problems.push(`${path} imports ${specifier}, which ${name} does not export`);
        }
      } else if (!(name in dependenciesOf(own)) && !(name in pinned)) {
        problems.push(`${path} imports ${name}, which no package.json names`);
      }
    }
  }
  return problems;
}

function entryOf({ packages }: Plan, folder: string, subpath: string): string | null {
  const exported = packages.get(folder)?.exports;
  const entry =
    typeof exported === 'string' ? (subpath === '' ? exported : null) : exported?.[`.${subpath}`];
  return entry === null || entry === undefined ? null : posix.join(folder, entry);
}

const importsSeen = new Map<string, readonly string[]>();
function importsOf(content: string): readonly string[] {
  const known = importsSeen.get(content);
  if (known !== undefined) return known;
  const found = ts
    .preProcessFile(content, true, true)
    .importedFiles.map(({ fileName }) => fileName);
  importsSeen.set(content, found);
  return found;
}

/** Edges and commands of Nx targets that name what is not there. */
export function nxProblems({ packages, has }: Plan): string[] {
  const problems: string[] = [];
  const targets = new Map(
    [...packages.values()].map(({ name, nx }) => [name ?? '', Object.keys(nx?.targets ?? {})]),
  );
  if (targets.size !== packages.size) problems.push('Two packages have one name');
  for (const [folder, { nx }] of packages) {
    for (const project of nx?.implicitDependencies ?? []) {
      if (!targets.has(project)) problems.push(`${folder} follows ${project}, which is no project`);
    }
    for (const [name, target] of Object.entries(nx?.targets ?? {})) {
      for (const edge of target.dependsOn ?? []) {
        if (typeof edge === 'string') continue;
        for (const project of edge.projects ?? []) {
          if (targets.get(project)?.includes(edge.target) !== true) {
            problems.push(
              `${folder}:${name} depends on ${project}:${edge.target}, which is not there`,
            );
          }
        }
      }
      const script = /^node (?:--import tsx )?(\S+\.(?:ts|mjs))/.exec(target.command ?? '')?.[1];
      if (script !== undefined && !has(posix.join(folder, script))) {
        problems.push(`${folder}:${name} runs ${script}, which is not there`);
      }
    }
  }
  return problems;
}
