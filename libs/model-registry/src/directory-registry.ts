import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Verdict,
  type VersionRecord,
  verdictSchema,
  versionRecordSchema,
} from '@create-mlops/contracts';
import { readJson, renameWithRetry, writeJson } from '@create-mlops/stage';
import {
  type AliasMove,
  aliasSet,
  type Change,
  evaluated,
  expired,
  promoted,
  registered,
  rolledBack,
} from './alias-moves.ts';
import { appendEvent, readEvents } from './event-log.ts';
import { withFolderLock } from './folder-lock.ts';
import { judgementOf } from './judgement-of.ts';
import type { Attribution, ModelRegistry, Registration } from './model-registry.ts';
import { newVersion, readCandidate } from './new-version.ts';
import { requireBundle, unknownVersion } from './registry-refusals.ts';
import { type Replay, replayEvents } from './replay-events.ts';
import { verifyBundle } from './verify-bundle.ts';

/**
 * The registry in a plain folder:
 *
 * ```
 * <directory>/<model>/events.ndjson        the history, one event a line; aliases follow from it
 * <directory>/<model>/aliases.json         the same aliases for people and other tools, written after the event
 * <directory>/<model>/versions/<n>/        version.json, verdict.json, bundle/
 * ```
 *
 * @param options.now the clock, for tests.
 */
export function openDirectoryRegistry(
  directory: string,
  options: { readonly now?: () => Date } = {},
): ModelRegistry {
  const now = options.now ?? (() => new Date());
  const modelFolder = (model: string) => join(directory, model);
  const versionsFolder = (model: string) => join(directory, model, 'versions');
  const versionFolder = (model: string, version: number) =>
    join(versionsFolder(model), String(version));
  const eventsPath = (model: string) => join(directory, model, 'events.ndjson');
  const replay = (model: string): Replay => replayEvents(readEvents(eventsPath(model)));

  const versionNumbers = (model: string): number[] => {
    if (!existsSync(versionsFolder(model))) return [];
    return readdirSync(versionsFolder(model))
      .filter((name) => /^[1-9]\d*$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  };

  const show = (model: string, version: number): VersionRecord => {
    const path = join(versionFolder(model, version), 'version.json');
    if (!existsSync(path)) throw unknownVersion(model, version, versionNumbers(model));
    return readJson(path, versionRecordSchema, { missing: 'Register the model again.' });
  };
  const list = (model: string) => versionNumbers(model).map((version) => show(model, version));
  const verdict = (model: string, version: number): Verdict => {
    show(model, version);
    return readJson(join(versionFolder(model, version), 'verdict.json'), verdictSchema, {
      missing: 'Register the model again: a version is kept together with its verdict.',
    });
  };

  const record = (model: string, change: Change, attribution: Attribution) => {
    const { by, reason } = attribution;
    appendEvent(eventsPath(model), { at: now().toISOString(), by, reason, ...change });
    const { revision, aliases } = replay(model);
    writeJson(join(modelFolder(model), 'aliases.json'), { schemaVersion: 1, revision, aliases });
    return { revision, aliases };
  };

  const register = (
    bundleDirectory: string,
    candidateVerdict: Verdict,
    attribution: Attribution,
  ): Registration => {
    const bundle = readCandidate(bundleDirectory, candidateVerdict);
    const { manifest } = bundle;
    const { model } = manifest;
    return withFolderLock(modelFolder(model), () => {
      const events = readEvents(eventsPath(model));
      const state = replayEvents(events);
      const known = list(model).find(
        (entry) => entry.modelHash === manifest.modelHash && !state.expired.has(entry.version),
      );
      if (known !== undefined) {
        // A kill between the version and its event leaves a version without one: told now.
        if (
          !events.some((event) => event.event === 'registered' && event.version === known.version)
        ) {
          record(model, registered(known.version), attribution);
        }
        const before = judgementOf(known, state, () => verdict(model, known.version));
        const news = evaluated(known.version, before, candidateVerdict);
        if (news !== null) record(model, news, attribution);
        return { record: known, created: false };
      }
      const version = (versionNumbers(model).at(-1) ?? 0) + 1;
      const entry = newVersion(bundle, candidateVerdict, {
        version,
        registeredAt: now().toISOString(),
        registeredBy: attribution.by,
        parentVersion: state.aliases.production ?? null,
      });
      writeVersion(versionsFolder(model), version, {
        entry,
        verdict: candidateVerdict,
        bundleDirectory,
      });
      record(model, registered(version), attribution);
      return { record: entry, created: true };
    });
  };

  const moveAlias = (model: string, attribution: Attribution, decide: AliasMove) =>
    withFolderLock(modelFolder(model), () => {
      const state = replay(model);
      const change = decide(model, state);
      if (change === null) return { revision: state.revision, aliases: state.aliases };
      if (change.alias === 'production') {
        const { manifestSha256 } = show(model, change.version);
        verifyBundle(join(versionFolder(model, change.version), 'bundle'), manifestSha256);
      }
      return record(model, change, attribution);
    });

  return {
    models: () =>
      existsSync(directory)
        ? readdirSync(directory)
            .filter((name) => versionNumbers(name).length > 0)
            .sort()
        : [],
    register,
    list,
    show,
    verdict,
    aliases: (model) => {
      const { revision, aliases } = replay(model);
      return { revision, aliases };
    },
    find: (model, alias) => {
      const version = replay(model).aliases[alias];
      return version === undefined ? null : show(model, version);
    },
    setAlias: (model, alias, version, setOptions) => {
      const requireVersion = () => show(model, version);
      return moveAlias(
        model,
        setOptions,
        aliasSet(alias, version, { ...setOptions, requireVersion }),
      );
    },
    promote: (model, version, promoteOptions) =>
      moveAlias(
        model,
        promoteOptions,
        promoted(version, {
          ...promoteOptions,
          recordOf: (number) => show(model, number),
          verdictOf: (number) => verdict(model, number),
        }),
      ),
    rollback: (model, rollbackOptions) =>
      moveAlias(model, rollbackOptions, rolledBack(rollbackOptions)),
    expire: (model, version, attribution) => {
      moveAlias(
        model,
        attribution,
        expired(version, () => show(model, version)),
      );
      // After the event: a kill between the two leaves files that nobody is handed, and the next call deletes them.
      rmSync(join(versionFolder(model, version), 'bundle'), { recursive: true, force: true });
    },
    history: (model) => readEvents(eventsPath(model)),
    bundleDirectory: (model, version) => {
      const folder = join(versionFolder(model, version), 'bundle');
      requireBundle(model, version, replay(model));
      verifyBundle(folder, show(model, version).manifestSha256);
      return folder;
    },
    refresh: async () => {},
  };
}

/** Writes a version beside its final place and moves it there whole. Remains of a killed writer are swept first. */
function writeVersion(
  folder: string,
  version: number,
  parts: {
    readonly entry: VersionRecord;
    readonly verdict: Verdict;
    readonly bundleDirectory: string;
  },
): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.startsWith('.new-')) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const temporary = join(folder, `.new-${version}`);
  try {
    cpSync(parts.bundleDirectory, join(temporary, 'bundle'), { recursive: true });
    writeJson(join(temporary, 'verdict.json'), parts.verdict);
    writeJson(join(temporary, 'version.json'), parts.entry);
    verifyBundle(join(temporary, 'bundle'), parts.entry.manifestSha256);
    renameWithRetry(temporary, join(folder, String(version)));
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}
