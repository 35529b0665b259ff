import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  MlopsError,
  type RegistryEvent,
  type Verdict,
  type VersionRecord,
  verdictSchema,
  versionRecordSchema,
} from '@create-mlops/contracts';
import { readJson, renameWithRetry, writeJson } from '@create-mlops/stage';
import { appendEvent, readEvents } from './event-log.ts';
import { withFolderLock } from './folder-lock.ts';
import type { Attribution, ModelRegistry, Registration } from './model-registry.ts';
import {
  nothingToRollBack,
  requirePromotable,
  requireRevision,
  unknownVersion,
} from './registry-refusals.ts';
import { predecessor, type Replay, replayEvents } from './replay-events.ts';
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

  const record = (
    model: string,
    change: Omit<RegistryEvent, 'at' | 'by' | 'reason'>,
    attribution: Attribution,
  ) => {
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
    const { manifest, manifestSha256 } = verifyBundle(bundleDirectory);
    if (candidateVerdict.modelHash !== manifest.modelHash) {
      throw new MlopsError(
        'VERDICT_MISSING',
        `The verdict is about model ${candidateVerdict.modelHash.slice(0, 12)}, the bundle is ${manifest.modelHash.slice(0, 12)}.`,
        'Evaluate this bundle first: `npm run pipeline`.',
      );
    }
    const { model } = manifest;
    return withFolderLock(modelFolder(model), () => {
      const known = list(model).find((entry) => entry.modelHash === manifest.modelHash);
      const events = readEvents(eventsPath(model));
      if (known !== undefined) {
        // A kill between the version and its event leaves a version without one: told now.
        if (
          !events.some((event) => event.event === 'registered' && event.version === known.version)
        ) {
          record(model, registered(known.version), attribution);
        }
        return { record: known, created: false };
      }
      const version = (versionNumbers(model).at(-1) ?? 0) + 1;
      const entry: VersionRecord = {
        schemaVersion: 1,
        model,
        version,
        modelHash: manifest.modelHash,
        dataHash: manifest.lineage.dataHash,
        gitCommit: manifest.lineage.gitCommit,
        registeredAt: now().toISOString(),
        registeredBy: attribution.by,
        decision: candidateVerdict.decision,
        manifestSha256,
        metrics: candidateVerdict.metrics,
        parentVersion: replayEvents(events).aliases.production ?? null,
      };
      writeVersion(versionsFolder(model), version, {
        entry,
        verdict: candidateVerdict,
        bundleDirectory,
      });
      record(model, registered(version), attribution);
      return { record: entry, created: true };
    });
  };

  const moveProduction = (
    model: string,
    options: Attribution & { readonly expectedRevision?: number },
    decide: (state: Replay) => { event: 'promoted' | 'rolledBack'; version: number } | null,
  ) =>
    withFolderLock(modelFolder(model), () => {
      const state = replay(model);
      requireRevision(model, state, options.expectedRevision);
      const move = decide(state);
      if (move === null) return { revision: state.revision, aliases: state.aliases };
      verifyBundle(
        join(versionFolder(model, move.version), 'bundle'),
        show(model, move.version).manifestSha256,
      );
      const fromVersion = state.aliases.production ?? null;
      const change = {
        ...move,
        alias: 'production' as const,
        fromVersion,
        revision: state.revision + 1,
      };
      return record(model, change, options);
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
    setAlias: (model, alias, version, setOptions) =>
      withFolderLock(modelFolder(model), () => {
        const state = replay(model);
        requireRevision(model, state, setOptions.expectedRevision);
        show(model, version);
        if (state.aliases[alias] === version) {
          return { revision: state.revision, aliases: state.aliases };
        }
        const fromVersion = state.aliases[alias] ?? null;
        const revision = state.revision + 1;
        return record(
          model,
          { event: 'aliasSet', alias, version, fromVersion, revision },
          setOptions,
        );
      }),
    promote: (model, version, promoteOptions) =>
      moveProduction(model, promoteOptions, (state) => {
        if (state.aliases.production === version) return null;
        if (promoteOptions.force !== true)
          requirePromotable(verdict(model, version), version, state);
        return { event: 'promoted', version };
      }),
    rollback: (model, rollbackOptions) =>
      moveProduction(model, rollbackOptions, (state) => {
        const current = state.aliases.production;
        const version = predecessor(state.line, state.rolledBack);
        if (current === undefined || version === null) throw nothingToRollBack(model, current);
        return { event: 'rolledBack', version };
      }),
    history: (model) => readEvents(eventsPath(model)),
    bundleDirectory: (model, version) => {
      const folder = join(versionFolder(model, version), 'bundle');
      verifyBundle(folder, show(model, version).manifestSha256);
      return folder;
    },
  };
}

const registered = (version: number) => ({
  event: 'registered' as const,
  version,
  alias: null,
  fromVersion: null,
  revision: null,
});

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
