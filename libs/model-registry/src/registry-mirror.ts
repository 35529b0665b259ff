import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { RegistryEvent, VersionRecord } from '@create-mlops/contracts';
import { renameWithRetry, writeFileAtomic, writeJson } from '@create-mlops/stage';
import { replayEvents } from './replay-events.ts';
import { verifyBundle } from './verify-bundle.ts';

/** What a registry on another machine holds of one model: events oldest first, and the versions that they tell of. */
export type MirroredModel = {
  readonly events: ReadonlyArray<RegistryEvent & { readonly registration?: unknown }>;
  readonly versions: ReadonlyArray<{ readonly record: VersionRecord }>;
};

/** The commit that the mirror shows; written last, so that a mirror that was cut short is finished by the next process. */
const marker = (folder: string) => join(folder, 'mirrored');

export const mirrorFolder = (folder: string) => join(folder, 'mirror');

/** `undefined` when there is no mirror, `''` when it shows a remote without the branch. */
export function mirroredCommit(folder: string): string | undefined {
  return existsSync(marker(folder)) ? readFileSync(marker(folder), 'utf8').trim() : undefined;
}

/**
 * Writes what the branch says into a folder that is laid out as the registry in a folder is. Reading is that of the other back
 * end, and so is its speed; bundles are added when somebody asks for them.
 */
export function mirrorLog(
  folder: string,
  log: ReadonlyMap<string, MirroredModel>,
  commit: string | null,
): void {
  const mirror = mirrorFolder(folder);
  mkdirSync(mirror, { recursive: true });
  for (const model of readdirSync(mirror)) {
    if (!log.has(model)) rmSync(join(mirror, model), { recursive: true, force: true });
  }
  for (const [model, entries] of log) mirrorModel(folder, model, entries);
  writeFileAtomic(marker(folder), `${commit ?? ''}\n`);
}

/** The same for one model. The events are written last: a mirror that was cut short is written anew. */
export function mirrorModel(
  place: string,
  model: string,
  { events, versions: known }: MirroredModel,
): void {
  const folder = join(mirrorFolder(place), model);
  const versions = join(folder, 'versions');
  mkdirSync(versions, { recursive: true });
  const texts = new Map(
    known.map(({ record }) => [String(record.version), `${JSON.stringify(record, null, 2)}\n`]),
  );
  for (const name of readdirSync(versions)) {
    // A branch that was begun anew has other versions under the same numbers.
    const text = texts.get(name);
    const path = join(versions, name, 'version.json');
    if (text !== undefined && existsSync(path) && readFileSync(path, 'utf8') === text) {
      texts.delete(name);
    } else {
      rmSync(join(versions, name), { recursive: true, force: true });
    }
  }
  for (const [name, text] of texts) writeWithoutWaiting(join(versions, name, 'version.json'), text);
  const lines = events.map((event) => `${JSON.stringify(withoutVersion(event))}\n`).join('');
  const { revision, aliases } = replayEvents(events);
  writeJson(join(folder, 'aliases.json'), { schemaVersion: 1, revision, aliases });
  writeFileAtomic(join(folder, 'events.ndjson'), lines);
}

/** Whether the mirror shows just these events. */
export function isModelMirrored(
  place: string,
  model: string,
  { events }: Pick<MirroredModel, 'events'>,
): boolean {
  const path = join(mirrorFolder(place), model, 'events.ndjson');
  if (!existsSync(path)) return false;
  const lines = events.map((event) => `${JSON.stringify(withoutVersion(event))}\n`);
  return readFileSync(path, 'utf8') === lines.join('');
}

const withoutVersion = ({
  registration: _,
  ...event
}: MirroredModel['events'][number]): RegistryEvent => event;

/** Whole or not at all, but not waiting for the disk: a thousand of these take a second then, and all can be fetched again. */
function writeWithoutWaiting(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

export const hasBundle = (folder: string, model: string, version: number): boolean =>
  existsSync(join(versionFolder(folder, model, version), 'bundle'));

/**
 * Adds verdict and bundle of one version to the mirror, after every byte was compared with the seal in the log.
 *
 * @param fill writes `verdict.json` and `bundle/` into the folder that it is given.
 * @throws {MlopsError} BUNDLE_MISSING, BUNDLE_BROKEN.
 */
export function mirrorBundle(
  folder: string,
  { model, version, manifestSha256 }: VersionRecord,
  fill: (temporary: string) => void,
): void {
  const place = versionFolder(folder, model, version);
  const temporary = join(place, '.new');
  rmSync(temporary, { recursive: true, force: true });
  try {
    fill(temporary);
    verifyBundle(join(temporary, 'bundle'), manifestSha256);
    renameWithRetry(join(temporary, 'verdict.json'), join(place, 'verdict.json'));
    renameWithRetry(join(temporary, 'bundle'), join(place, 'bundle'));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Takes the bundle of one version out of the mirror. */
export function dropBundle(folder: string, model: string, version: number): void {
  rmSync(join(versionFolder(folder, model, version), 'bundle'), { recursive: true, force: true });
}

const versionFolder = (folder: string, model: string, version: number) =>
  join(mirrorFolder(folder), model, 'versions', String(version));
