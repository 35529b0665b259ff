import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type AliasMove, aliasSet, expired, promoted, rolledBack } from './alias-moves.ts';
import { openDirectoryRegistry } from './directory-registry.ts';
import { decideRegistration } from './git/decide-registration.ts';
import { locateClone } from './git/locate-clone.ts';
import { pushRefusal } from './git/push-refusal.ts';
import { openBranch } from './git/registry-branch.ts';
import { damagedBundle, openClone, versionRef } from './git/registry-clone.ts';
import { eventOf, type RegistryLog } from './git/registry-log.ts';
import { withoutPasswords } from './git/run-git.ts';
import type { AliasState, Attribution, ModelRegistry } from './model-registry.ts';
import { readCandidate } from './new-version.ts';
import { dropBundle, hasBundle, mirrorBundle, mirrorFolder } from './registry-mirror.ts';
import { requireBundle, unknownVersion } from './registry-refusals.ts';
import { type Replay, replayEvents } from './replay-events.ts';
import { dropBrought, isBrought, keepBrought, takeBrought } from './store/brought-files.ts';
import { bundleStoreSettings, chooseStore, storedFiles } from './store/bundle-place.ts';
import { openBundleStore } from './store/bundle-store.ts';
import type { StoredBundle } from './store/stored-bundle.ts';

export type GitRegistryOptions = {
  /** The project's folder: the settings of its repository reach the remote, and the clone lies below its `.git`. */
  readonly root: string;
  /** A remote of that repository, an address, or a path seen from `root`. */
  readonly remote: string;
  readonly branch?: string;
  /** For so long after a look at the remote, readers take what is here. */
  readonly freshForMs?: number;
  readonly now?: () => Date;
  /** Names the store of large bundles, and the keys to it. */
  readonly environment?: NodeJS.ProcessEnv;
};

/**
 * The registry in a git repository, for which a workflow needs nothing but its own token:
 *
 * ```
 * mlops-registry                        an orphan branch, one commit an event
 *   README.md                           versions, aliases, metrics and lineage for people
 *   <model>/events/00000.ndjson         the history and the versions, append-only; aliases follow from it
 * refs/models/<model>/<version>         version.json, verdict.json, bundle/: a plain clone does not fetch them
 * ```
 *
 * Of a bundle above 20 MB only the manifest is in git. Its other files are put into the S3 store that `MLOPS_BUNDLE_STORE` names
 * before the push; the branch holds where they are and the sha256 of each.
 *
 * A change is pushed only if the branch still is what was decided on, and a version arrives with its bundle or not at all. What
 * was read lies below `.git/mlops-registry` in the layout of the registry in a folder; the user's own branches, index and files
 * are not touched. Every method may throw NETWORK when the remote cannot be read; those that write REGISTRY_REFUSED, naming the
 * rule, when it takes no push, and REGISTRY_BUSY when others were faster for two minutes.
 */
export function openGitRegistry(options: GitRegistryOptions): ModelRegistry {
  const { root, remote, branch: name = 'mlops-registry', freshForMs = 1_000 } = options;
  const { environment = process.env } = options;
  const now = options.now ?? (() => new Date());
  const { folder, settings } = locateClone(root, `${remote} ${name}`);
  const clone = openClone({ root, folder, settings, remote, branch: name });
  const branch = openBranch({ clone, folder, remote, branch: name, freshForMs, now });
  const mirror = openDirectoryRegistry(mirrorFolder(folder));
  const store = openBundleStore({ environment, now });
  const brought = join(folder, 'brought');

  const reading =
    <A extends readonly unknown[], R>(read: (...words: A) => R) =>
    (...words: A): R => {
      branch.look();
      return read(...words);
    };
  const bring = (log: RegistryLog, model: string, version: number) => {
    const { record, bundle, stored } = requireVersion(log, model, version);
    if (!hasBundle(folder, model, version)) {
      requireBundle(model, version, replayEvents(log.get(model)?.events ?? []));
      if (stored !== undefined) store.bring(stored, brought);
      mirrorBundle(folder, record, (temporary) => {
        clone.fetchVersion(versionRef(model, version), bundle);
        for (const [path, id] of clone.files(bundle)) {
          if (path.split('/').includes('..'))
            throw damagedBundle(`${path} of version ${version}`, '');
          clone.writeFile(id, join(temporary, path));
        }
        if (stored !== undefined) takeBrought(stored, brought, join(temporary, 'bundle'));
      });
    }
    if (stored !== undefined) dropBrought(stored, brought);
  };
  /** What a store has to bring before a bundle can be mirrored; not while others wait for the mirror. */
  const missing = (model: string, version: number): StoredBundle | undefined =>
    branch.withMirrored((log) => {
      requireBundle(model, version, replayEvents(log.get(model)?.events ?? []));
      return requireVersion(log, model, version).stored;
    });
  const readingBundle =
    <R>(read: (model: string, version: number) => R) =>
    (model: string, version: number): R => {
      branch.look();
      mirror.show(model, version);
      if (!hasBundle(folder, model, version)) {
        const stored = missing(model, version);
        if (stored !== undefined) store.bring(stored, brought);
        branch.withMirrored((log) => bring(log, model, version));
      }
      return read(model, version);
    };

  const verdictOf = (log: RegistryLog, model: string, version: number) => {
    bring(log, model, version);
    return mirror.verdict(model, version);
  };
  const moveAlias = (
    model: string,
    attribution: Attribution,
    move: (log: RegistryLog) => AliasMove,
  ): AliasState => {
    for (;;) {
      const outcome = branch.change<AliasState | { readonly toBring: StoredBundle }>((log) => {
        const events = log.get(model)?.events ?? [];
        const state = replayEvents(events);
        const change = move(log)(model, state);
        if (change === null) return { answer: aliasState(state), add: null };
        if (change.alias === 'production') {
          const { stored } = requireVersion(log, model, change.version);
          const isHere = hasBundle(folder, model, change.version);
          if (stored !== undefined && !isHere && !isBrought(stored, brought)) {
            return { answer: { toBring: stored }, add: null };
          }
          bring(log, model, change.version);
          mirror.bundleDirectory(model, change.version);
        }
        const event = eventOf(change, attribution, now());
        return { answer: aliasState(replayEvents([...events, event])), add: { model, event } };
      });
      if (!('toBring' in outcome)) return outcome;
      store.bring(outcome.toBring, brought);
    }
  };

  return {
    models: reading(mirror.models),
    list: reading(mirror.list),
    show: reading(mirror.show),
    aliases: reading(mirror.aliases),
    find: reading(mirror.find),
    history: reading(mirror.history),
    verdict: readingBundle(mirror.verdict),
    bundleDirectory: readingBundle(mirror.bundleDirectory),
    register: (bundleDirectory, verdict, attribution) => {
      const bundle = readCandidate(bundleDirectory, verdict);
      const { model } = bundle.manifest;
      const paths = filesBelow(bundleDirectory);
      const chosen = chooseStore(model, bundleDirectory, paths, bundleStoreSettings(environment));
      const files = chosen === null ? {} : storedFiles(bundleDirectory, paths);
      const candidate = {
        bundle,
        directory: bundleDirectory,
        paths,
        verdict,
        store: chosen === null ? null : { location: chosen.location, files },
      };
      let kept: string | null = null;
      const decide = decideRegistration(candidate, {
        clone,
        attribution,
        now,
        isKept: (location) => location === kept,
        verdictOf: (log, version) => verdictOf(log, model, version),
      });
      for (;;) {
        const outcome = branch.change(decide);
        if (!('toStore' in outcome)) {
          if (kept !== null && outcome.created) {
            const { version } = outcome.record;
            branch.withMirrored((log) => bring(log, model, version));
          }
          return outcome;
        }
        // Not within the change: it may take minutes, and others of this machine would wait for them.
        store.put(outcome.toStore, bundleDirectory);
        keepBrought(outcome.toStore, bundleDirectory, brought);
        kept = outcome.toStore.location;
      }
    },
    setAlias: (model, alias, version, moveOptions) =>
      moveAlias(model, moveOptions, (log) =>
        aliasSet(alias, version, {
          ...moveOptions,
          requireVersion: () => requireVersion(log, model, version),
        }),
      ),
    promote: (model, version, moveOptions) =>
      moveAlias(model, moveOptions, (log) =>
        promoted(version, {
          ...moveOptions,
          recordOf: (number) => requireVersion(log, model, number).record,
          verdictOf: (number) => verdictOf(log, model, number),
        }),
      ),
    rollback: (model, moveOptions) => moveAlias(model, moveOptions, () => rolledBack(moveOptions)),
    expire: (model, version, attribution) => {
      moveAlias(model, attribution, (log) =>
        expired(version, () => requireVersion(log, model, version)),
      );
      // After the event: a kill between the two leaves what nobody is handed, and the next call deletes it.
      const { refused, stored } = branch.withMirrored((log) => {
        dropBundle(folder, model, version);
        const { bundle, stored } = requireVersion(log, model, version);
        return { refused: clone.remove(versionRef(model, version), bundle), stored };
      });
      if (stored !== undefined) store.remove(stored);
      if (refused !== null) throw pushRefusal(refused, name, withoutPasswords(remote));
    },
    refresh: async () => {
      await branch.lookAside();
      for (const model of mirror.models()) {
        const { production } = mirror.aliases(model).aliases;
        if (production === undefined || hasBundle(folder, model, production)) continue;
        await clone.bring(versionRef(model, production));
        const stored = missing(model, production);
        if (stored !== undefined) await store.bringAside(stored, brought);
        branch.withMirrored((log) => bring(log, model, production));
      }
    },
  };
}

function requireVersion(log: RegistryLog, model: string, version: number) {
  const versions = log.get(model)?.versions ?? [];
  const found = versions.find(({ record }) => record.version === version);
  if (found !== undefined) return found;
  const known = versions.map(({ record }) => record.version);
  throw unknownVersion(model, version, known);
}

const aliasState = ({ revision, aliases }: Replay): AliasState => ({ revision, aliases });

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
