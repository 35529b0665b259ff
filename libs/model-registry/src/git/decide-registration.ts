import { join } from 'node:path';
import type { Verdict } from '@create-mlops/contracts';
import { evaluated, registered } from '../alias-moves.ts';
import { judgementOf } from '../judgement-of.ts';
import type { Attribution, Registration } from '../model-registry.ts';
import { newVersion } from '../new-version.ts';
import { replayEvents } from '../replay-events.ts';
import { isStored } from '../store/bundle-place.ts';
import type { StoredBundle } from '../store/stored-bundle.ts';
import type { VerifiedBundle } from '../verify-bundle.ts';
import type { CommitFile } from './fast-import.ts';
import type { Decision } from './registry-branch.ts';
import { type RegistryClone, versionRef } from './registry-clone.ts';
import { eventOf, type RegistryLog } from './registry-log.ts';

/** What is to become a version, and where its files go. */
export type Candidate = {
  readonly bundle: VerifiedBundle;
  readonly directory: string;
  /** Of all its files. */
  readonly paths: readonly string[];
  readonly verdict: Verdict;
  /** Where a store is to hold the large files; `null` when all of it goes into git. */
  readonly store: { readonly location: string; readonly files: StoredBundle['files'] } | null;
};

/** A registration, or what a store must hold before one can be made. */
export type Outcome = Registration | { readonly toStore: StoredBundle };

/**
 * The decision, on what the branch says, whether a candidate becomes a version.
 *
 * @param options.isKept whether a store holds by now what was to go to that place.
 * @param options.verdictOf the verdict that came with a version.
 */
export function decideRegistration(
  candidate: Candidate,
  options: {
    readonly clone: RegistryClone;
    readonly attribution: Attribution;
    readonly now: () => Date;
    readonly isKept: (location: string) => boolean;
    readonly verdictOf: (log: RegistryLog, version: number) => Verdict;
  },
): (log: RegistryLog, said: string) => Decision<Outcome> {
  const { bundle, directory, verdict } = candidate;
  const { clone, attribution, now, isKept, verdictOf } = options;
  const { model, modelHash } = bundle.manifest;
  const inGit = candidate.paths.filter((path) => candidate.store === null || !isStored(path));
  let ids: readonly string[] | null = null;
  let free = 1;
  return (log, said) => {
    const { events = [], versions = [] } = log.get(model) ?? {};
    const state = replayEvents(events);
    const same = versions.filter(({ record }) => record.modelHash === modelHash);
    const known = same.find(({ record }) => !state.expired.has(record.version));
    if (known !== undefined) {
      const { record } = known;
      const before = judgementOf(record, state, () => verdictOf(log, record.version));
      const news = evaluated(record.version, before, verdict);
      const answer = { record, created: false };
      if (news === null) return { answer, add: null };
      return { answer, add: { model, event: eventOf(news, attribution, now()) } };
    }
    const stored = placeInStore(candidate, same.length);
    if (stored !== null && !isKept(stored.location)) {
      return { answer: { toStore: stored }, add: null };
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
    ids ??= clone.takeIn(inGit.map((path) => join(directory, path)));
    const files: CommitFile[] = [
      { path: 'version.json', text: `${JSON.stringify(record, null, 2)}\n` },
      { path: 'verdict.json', text: `${JSON.stringify(verdict, null, 2)}\n` },
      ...inGit.map((path, index) => ({
        path: `bundle/${path.replaceAll('\\', '/')}`,
        id: ids?.[index] ?? '',
      })),
    ];
    const message = `${model}: version ${version}\n`;
    const [commit = ''] = clone.commit([{ message, at: now(), parent: null, files }]);
    const event = {
      ...eventOf(registered(version), attribution, now()),
      registration: { record, bundle: commit, ...(stored === null ? {} : { stored }) },
    };
    const ref = { ref: versionRef(model, version), commit };
    return { answer: { record, created: true }, add: { model, event, version: ref } };
  };
}

/**
 * A folder for each time that a model becomes a version, for what expires is deleted: nobody may count on files of a folder that
 * another is about to delete. The same model that was not registered yet finds there what a killed writer has left.
 *
 * @param earlier how often it was a version before; all of them have expired.
 */
function placeInStore({ bundle, store }: Candidate, earlier: number): StoredBundle | null {
  if (store === null) return null;
  const { model, modelHash } = bundle.manifest;
  const folder = earlier === 0 ? modelHash : `${modelHash}-${earlier + 1}`;
  return { location: `${store.location}/${model}/${folder}`, files: store.files };
}
