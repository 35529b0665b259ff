import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { sizeIn } from './project-files.mjs';
import { isMirror, registryFolder } from './registry-folder.mjs';
import { readReport } from './reports.mjs';

/**
 * Whether the stages alone made the difference between two states of the project: what they leave below `artifacts`, and in the
 * registry the version that this run registered. A file edited meanwhile may have been read before the edit or after it.
 *
 * @param before, after `files` as `projectFiles` gives them, and `hashes` of those whose times do not say enough.
 */
export function areOwnChanges(before, after, models) {
  const paths = new Set([...before.files.keys(), ...after.files.keys()]);
  const isChanged = (path) =>
    before.files.get(path)?.stamp !== after.files.get(path)?.stamp ||
    (before.hashes.has(path) && before.hashes.get(path) !== after.hashes.get(path));
  return [...paths]
    .filter(isChanged)
    .every((path) => isArtifact(path, models) || isOwnMove(path, before.files, models));
}

function isArtifact(path, models) {
  const [top, model, folder] = path.split('/');
  // The service writes its log there while the pipeline runs.
  return top === 'artifacts' && models.includes(model) && folder !== 'predictions';
}

function isOwnMove(path, before, models) {
  const folders = [relative('', registryFolder()).replaceAll('\\', '/'), registryFolder()];
  const registry = folders.map((folder) => `${folder}/`).find((folder) => path.startsWith(folder));
  if (registry === undefined) return false;
  const [model, name, version, part] = path.slice(registry.length).split('/');
  // A bundle that was fetched for a stage was in the registry before.
  if (isMirror && name === 'versions' && part !== 'version.json') return true;
  const registered = models.includes(model) ? readReport(model, 'register')?.version : undefined;
  if (registered === undefined) return false;
  if (name === 'versions') return version === String(registered);
  if (name !== 'events.ndjson' && name !== 'aliases.json') return false;
  return newEvents(`${registry}${model}/events.ndjson`, before).every(
    (event) => event.by === 'pipeline' && event.version === registered,
  );
}

/** What was appended to the history since `before`. */
function newEvents(path, before) {
  return readFileSync(path)
    .subarray(sizeIn(before.get(path)))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
