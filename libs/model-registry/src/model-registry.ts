import type { AliasName, RegistryEvent, Verdict, VersionRecord } from '@create-mlops/contracts';

/** Who does something to the registry and why. Both are kept for good. */
export type Attribution = { readonly by: string; readonly reason: string };

/** Which version each alias names right now. `revision` rises by one with every change. */
export type AliasState = {
  readonly revision: number;
  readonly aliases: Readonly<Partial<Record<AliasName, number>>>;
};

export type Registration = {
  readonly record: VersionRecord;
  /**
   * False when this very model was registered before: registering is idempotent by model hash. What the gate says now is
   * kept with the version all the same, if it is news.
   */
  readonly created: boolean;
};

/**
 * Versions of models, where they came from and which one serves. Every back end keeps these promises, and one contract
 * test holds them all to it:
 *
 * - a version never changes, and registering the same model twice makes no second one;
 * - aliases move by compare-and-set, each move is an event with who, why and when, and events are never rewritten;
 * - `promote` wants a passing verdict (or, for the very first production model, one that did not block), and refuses a
 *   model that was rolled back, or judged against another production model than the one it would replace, unless forced;
 * - `bundleDirectory` verifies every byte before it hands a bundle out;
 * - a process killed at any point leaves a registry that reads as before or after, never between.
 */
export type ModelRegistry = {
  /** Names of the models that have a version, sorted. */
  readonly models: () => string[];
  /** @throws {MlopsError} BUNDLE_BROKEN when the bundle does not match its manifest or the verdict is of another model. */
  readonly register: (
    bundleDirectory: string,
    verdict: Verdict,
    attribution: Attribution,
  ) => Registration;
  /** All versions, oldest first. */
  readonly list: (model: string) => VersionRecord[];
  /** @throws {MlopsError} VERSION_UNKNOWN naming those that exist. */
  readonly show: (model: string, version: number) => VersionRecord;
  readonly verdict: (model: string, version: number) => Verdict;
  readonly aliases: (model: string) => AliasState;
  /** The version that an alias names, or `null`. */
  readonly find: (model: string, alias: AliasName) => VersionRecord | null;
  /**
   * Points an alias other than `production` at a version.
   * @throws {MlopsError} ALIAS_CONFLICT when `expectedRevision` is no longer current.
   */
  readonly setAlias: (
    model: string,
    alias: Exclude<AliasName, 'production'>,
    version: number,
    options: Attribution & { readonly expectedRevision?: number },
  ) => AliasState;
  /**
   * Makes a version the production one; the one before becomes `previous`.
   * @throws {MlopsError} VERDICT_NOT_PASSING, ROLLED_BACK, VERDICT_STALE (these yield to `force`), ALIAS_CONFLICT,
   * BUNDLE_MISSING when it has expired.
   */
  readonly promote: (
    model: string,
    version: number,
    options: Attribution & { readonly expectedRevision?: number; readonly force?: boolean },
  ) => AliasState;
  /**
   * Moves production back to the version it had before, past versions that were rolled back themselves.
   * @throws {MlopsError} NOTHING_TO_ROLL_BACK when there is none.
   */
  readonly rollback: (
    model: string,
    options: Attribution & { readonly expectedRevision?: number },
  ) => AliasState;
  /**
   * Deletes the bundle of a version that no alias names and that never served. Its record and history stay.
   * @throws {MlopsError} VERSION_IN_USE.
   */
  readonly expire: (model: string, version: number, attribution: Attribution) => void;
  /** Everything that happened, oldest first. */
  readonly history: (model: string) => RegistryEvent[];
  /**
   * The folder of a version's bundle, after every byte of it was verified.
   * @throws {MlopsError} BUNDLE_BROKEN naming the file that changed.
   */
  readonly bundleDirectory: (model: string, version: number) => string;
  /**
   * Brings what others did, with the bundles that serve, while the process goes on with its work.
   * @throws {MlopsError} NETWORK when the registry is elsewhere and cannot be reached.
   */
  readonly refresh: () => Promise<void>;
};
