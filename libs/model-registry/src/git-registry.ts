import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
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
import { openDirectoryRegistry } from './directory-registry.ts';
import type { CommitFile } from './git/fast-import.ts';
import { locateClone } from './git/locate-clone.ts';
import { pushRefusal } from './git/push-refusal.ts';
import { openBranch } from './git/registry-branch.ts';
import { damagedBundle, openClone, versionRef } from './git/registry-clone.ts';
import type { LoggedEvent, RegistryLog } from './git/registry-log.ts';
import { withoutPasswords } from './git/run-git.ts';
import { judgementOf } from './judgement-of.ts';
import type { AliasState, Attribution, ModelRegistry, Registration } from './model-registry.ts';
import { newVersion, readCandidate } from './new-version.ts';
import { dropBundle, hasBundle, mirrorBundle, mirrorFolder } from './registry-mirror.ts';
import { requireBundle, requirePromotable, unknownVersion } from './registry-refusals.ts';
import { type Replay, replayEvents } from './replay-events.ts';

export type GitRegistryOptions = {
  /** The project's folder: the settings of its repository reach the remote, and the clone lies below its `.git`. */
  readonly root: string;
  /** A remote of that repository, an address, or a path seen from `root`. */
  readonly remote: string;
  readonly branch?: string;
  /** For so long after a look at the remote, readers take what is here. */
  readonly freshForMs?: number;
  readonly now?: () => Date;
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
 * A change is pushed only if the branch still is what was decided on, and a version arrives with its bundle or not at all. What
 * was read lies below `.git/mlops-registry` in the layout of the registry in a folder; the user's own branches, index and files
 * are not touched. Every method may throw NETWORK when the remote cannot be read; those that write REGISTRY_REFUSED, naming the
 * rule, when it takes no push, and REGISTRY_BUSY when others were faster for two minutes.
 */
export function openGitRegistry(options: GitRegistryOptions): ModelRegistry {
  const { root, remote, branch: name = 'mlops-registry', freshForMs = 1_000 } = options;
  const now = options.now ?? (() => new Date());
  const { folder, settings } = locateClone(root, `${remote} ${name}`);
  const clone = openClone({ root, folder, settings, remote, branch: name });
  const branch = openBranch({ clone, folder, remote, branch: name, freshForMs, now });
  const mirror = openDirectoryRegistry(mirrorFolder(folder));

  const reading =
    <A extends readonly unknown[], R>(read: (...words: A) => R) =>
    (...words: A): R => {
      branch.look();
      return read(...words);
    };
  const bring = (log: RegistryLog, model: string, version: number) => {
    if (hasBundle(folder, model, version)) return;
    const { record, bundle } = requireVersion(log, model, version);
    requireBundle(model, version, replayEvents(log.get(model)?.events ?? []));
    mirrorBundle(folder, record, (temporary) => {
      clone.fetchVersion(versionRef(model, version), bundle);
      for (const [path, id] of clone.files(bundle)) {
        if (path.split('/').includes('..'))
          throw damagedBundle(`${path} of version ${version}`, '');
        clone.writeFile(id, join(temporary, path));
      }
    });
  };
  const readingBundle =
    <R>(read: (model: string, version: number) => R) =>
    (model: string, version: number): R => {
      branch.look();
      mirror.show(model, version);
      if (!hasBundle(folder, model, version)) {
        branch.withMirrored((log) => bring(log, model, version));
      }
      return read(model, version);
    };

  const signed = (change: Change, { by, reason }: Attribution): LoggedEvent => ({
    at: now().toISOString(),
    by,
    reason,
    ...change,
  });
  const verdictOf = (log: RegistryLog, model: string, version: number) => {
    bring(log, model, version);
    return mirror.verdict(model, version);
  };
  const moveAlias = (
    model: string,
    attribution: Attribution,
    move: (log: RegistryLog) => AliasMove,
  ): AliasState =>
    branch.change((log) => {
      const events = log.get(model)?.events ?? [];
      const state = replayEvents(events);
      const change = move(log)(model, state);
      if (change === null) return { answer: aliasState(state), add: null };
      if (change.alias === 'production') {
        bring(log, model, change.version);
        mirror.bundleDirectory(model, change.version);
      }
      const event = signed(change, attribution);
      return { answer: aliasState(replayEvents([...events, event])), add: { model, event } };
    });

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
      const { model, modelHash } = bundle.manifest;
      const paths = filesBelow(bundleDirectory);
      requireSmall(model, bundleDirectory, paths);
      let ids: readonly string[] | null = null;
      let free = 1;
      return branch.change<Registration>((log, said) => {
        const { events = [], versions = [] } = log.get(model) ?? {};
        const state = replayEvents(events);
        const known = versions.find(
          ({ record }) => record.modelHash === modelHash && !state.expired.has(record.version),
        );
        if (known !== undefined) {
          const { record } = known;
          const before = judgementOf(record, state, () => verdictOf(log, model, record.version));
          const news = evaluated(record.version, before, verdict);
          const answer = { record, created: false };
          if (news === null) return { answer, add: null };
          return { answer, add: { model, event: signed(news, attribution) } };
        }
        // Left by a writer that was killed between bundle and branch, where a host takes one ref at a time.
        while (said.includes(`${versionRef(model, free)}\t[rejected] (stale info)`)) free++;
        const version = Math.max((versions.at(-1)?.record.version ?? 0) + 1, free);
        free = version;
        const record = newVersion(bundle, verdict, {
          version,
          registeredAt: now().toISOString(),
          registeredBy: attribution.by,
          parentVersion: state.aliases.production ?? null,
        });
        ids ??= clone.takeIn(paths.map((path) => join(bundleDirectory, path)));
        const files: CommitFile[] = [
          { path: 'version.json', text: `${JSON.stringify(record, null, 2)}\n` },
          { path: 'verdict.json', text: `${JSON.stringify(verdict, null, 2)}\n` },
          ...paths.map((path, index) => ({
            path: `bundle/${path.replaceAll('\\', '/')}`,
            id: ids?.[index] ?? '',
          })),
        ];
        const message = `${model}: version ${version}\n`;
        const [commit = ''] = clone.commit([{ message, at: now(), parent: null, files }]);
        const event = {
          ...signed(registered(version), attribution),
          registration: { record, bundle: commit },
        };
        const ref = { ref: versionRef(model, version), commit };
        return { answer: { record, created: true }, add: { model, event, version: ref } };
      });
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
          requirePromotable: (state) => {
            const { record } = requireVersion(log, model, version);
            if (moveOptions.force === true) return;
            const judgement = judgementOf(record, state, () => verdictOf(log, model, version));
            const { production } = state.aliases;
            const productionHash =
              production === undefined
                ? null
                : requireVersion(log, model, production).record.modelHash;
            requirePromotable(judgement, version, state, productionHash);
          },
        }),
      ),
    rollback: (model, moveOptions) => moveAlias(model, moveOptions, () => rolledBack(moveOptions)),
    expire: (model, version, attribution) => {
      moveAlias(model, attribution, (log) =>
        expired(version, () => requireVersion(log, model, version)),
      );
      // After the event: a kill between the two leaves a ref that nobody is handed, and the next call deletes it.
      const refused = branch.withMirrored((log) => {
        dropBundle(folder, model, version);
        return clone.remove(versionRef(model, version), requireVersion(log, model, version).bundle);
      });
      if (refused !== null) throw pushRefusal(refused, name, withoutPasswords(remote));
    },
    refresh: async () => {
      await branch.lookAside();
      for (const model of mirror.models()) {
        const { production } = mirror.aliases(model).aliases;
        if (production === undefined || hasBundle(folder, model, production)) continue;
        await clone.bring(versionRef(model, production));
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

/** Every fetch of a version carries it whole, and hosts begin to refuse files not far above. */
const largestBundleMb = 20;

function requireSmall(model: string, folder: string, paths: readonly string[]): void {
  const sizes = paths
    .map((path) => ({ path, megabytes: statSync(join(folder, path)).size / 2 ** 20 }))
    .sort((one, other) => other.megabytes - one.megabytes);
  const total = sizes.reduce((sum, { megabytes }) => sum + megabytes, 0);
  const [largest] = sizes;
  if (largest === undefined || total <= largestBundleMb) return;
  throw new MlopsError(
    'REGISTRY_REFUSED',
    `The bundle of ${model} is ${total.toFixed(1)} MB, ${largest.path} alone ${largest.megabytes.toFixed(1)} MB: a registry on git takes up to ${largestBundleMb} MB.`,
    'Keep the registry in a folder (`MLOPS_REGISTRY=registry`) or on an MLflow server (`MLOPS_REGISTRY=mlflow`), or train a smaller model.',
  );
}

const aliasState = ({ revision, aliases }: Replay): AliasState => ({ revision, aliases });

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
