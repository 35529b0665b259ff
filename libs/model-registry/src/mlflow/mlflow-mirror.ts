import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleManifestSchema, MlopsError, type VersionRecord } from '@create-mlops/contracts';
import { openDirectoryRegistry } from '../directory-registry.ts';
import { withFolderLock } from '../folder-lock.ts';
import { type Exchange, type Sender, settle, settleAside } from '../http/exchange.ts';
import type { ModelRegistry } from '../model-registry.ts';
import {
  dropBundle,
  hasBundle,
  isModelMirrored,
  mirrorBundle,
  mirrorFolder,
  mirrorModel,
} from '../registry-mirror.ts';
import { requireBundle, unknownVersion } from '../registry-refusals.ts';
import { replayEvents } from '../replay-events.ts';
import { artifactFiles } from './artifact-files.ts';
import type { MlflowClient } from './mlflow-client.ts';
import { type MlflowLog, type MlflowVersion, readHistory } from './mlflow-history.ts';
import type { TrackingServer } from './tracking-server.ts';

/** What this machine has read of a server, as a registry in a folder: reading is that of the other back end. */
export type MlflowMirror = {
  /** Of what was read; it asks nobody. */
  readonly registry: ModelRegistry;
  /** Runs a conversation with the server while the caller waits. */
  readonly run: <T>(exchange: Exchange<T>) => T;
  /** Brings one model's history, unless that was done a moment ago. @returns it as last seen. */
  readonly look: (model: string) => MlflowLog;
  /** Takes in a history that was read. */
  readonly take: (model: string, log: MlflowLog) => void;
  /** Brings the bundle of a version that is not here yet. @throws {MlopsError} BUNDLE_MISSING, BUNDLE_BROKEN. */
  readonly bring: (log: MlflowLog, model: string, version: number) => void;
  readonly drop: (model: string, version: number) => void;
  /** Brings the models looked at so far, with the bundles that serve, while the process goes on with its work. */
  readonly refresh: () => Promise<void>;
};

type Downloaded = {
  readonly record: VersionRecord;
  readonly files: ReadonlyMap<string, Uint8Array>;
};

export function openMlflowMirror(options: {
  readonly server: TrackingServer;
  readonly client: MlflowClient;
  readonly sender: Sender;
  readonly folder: string;
  readonly freshForMs: number;
  readonly pauseScale: number;
}): MlflowMirror {
  const { server, client, sender, folder, freshForMs, pauseScale } = options;
  const run = <T>(exchange: Exchange<T>): T => settle(exchange, sender);
  const seen = new Map<string, { readonly log: MlflowLog; readonly at: number }>();

  const take = (model: string, log: MlflowLog) => {
    seen.set(model, { log, at: performance.now() });
    if (log.historyRun === null) {
      rmSync(join(mirrorFolder(folder), model), { recursive: true, force: true });
    } else if (!isModelMirrored(folder, model, log)) {
      withFolderLock(folder, () => mirrorModel(folder, model, log));
    }
  };
  function* download(log: MlflowLog, model: string, version: number): Exchange<Downloaded> {
    const { record, source } = requireVersion(log, model, version);
    requireBundle(model, version, replayEvents(log.events));
    const files = artifactFiles(server, source, pauseScale);
    const head = yield* files.download(['bundle/manifest.json', 'verdict.json']);
    const names = fileNames(record, head.get('bundle/manifest.json'));
    const rest = yield* files.download(names.map((name) => `bundle/${name}`));
    return { record, files: new Map([...head, ...rest]) };
  }
  const keep = ({ record, files }: Downloaded) =>
    withFolderLock(folder, () => {
      if (hasBundle(folder, record.model, record.version)) return;
      mirrorBundle(folder, record, (temporary) => {
        for (const [path, bytes] of files) {
          const place = join(temporary, ...path.split('/'));
          mkdirSync(dirname(place), { recursive: true });
          writeFileSync(place, bytes);
        }
      });
    });

  return {
    registry: openDirectoryRegistry(mirrorFolder(folder)),
    run,
    take,
    look: (model) => {
      const known = seen.get(model);
      if (known !== undefined && performance.now() - known.at < freshForMs) return known.log;
      const log = run(readHistory(client, model));
      take(model, log);
      return log;
    },
    bring: (log, model, version) => {
      if (!hasBundle(folder, model, version)) keep(run(download(log, model, version)));
    },
    drop: (model, version) => dropBundle(folder, model, version),
    refresh: async () => {
      for (const model of [...seen.keys()]) {
        const log = await settleAside(readHistory(client, model), sender);
        const { production } = replayEvents(log.events).aliases;
        if (production === undefined || hasBundle(folder, model, production)) {
          take(model, log);
        } else {
          // Before the alias is seen here: who follows it finds the bundle.
          const downloaded = await settleAside(download(log, model, production), sender);
          take(model, log);
          keep(downloaded);
        }
      }
    },
  };
}

/** @throws {MlopsError} VERSION_UNKNOWN naming those that exist. */
export function requireVersion(log: MlflowLog, model: string, version: number): MlflowVersion {
  const found = log.versions.find(({ record }) => record.version === version);
  if (found !== undefined) return found;
  const known = log.versions.map(({ record }) => record.version);
  throw unknownVersion(model, version, known);
}

/** The files that a manifest names; none of them may lead out of the folder that it is written to. */
function fileNames({ model, version }: VersionRecord, bytes: Uint8Array | undefined): string[] {
  try {
    const text = Buffer.from(bytes ?? []).toString('utf8');
    const names = Object.keys(bundleManifestSchema.parse(JSON.parse(text)).files);
    const stray = names.find((name) => name.split(/[\\/]/).includes('..'));
    if (stray === undefined) return names;
    throw new RangeError(`${stray} leads out of the bundle.`);
  } catch (cause) {
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `The manifest of ${model} version ${version} on the MLflow server is not the one that was registered.`,
      'Go back to a version that is whole with `npm run registry rollback`, or train again with `npm run pipeline`.',
      { cause },
    );
  }
}
