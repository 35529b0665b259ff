import { MlopsError, type RegistryEvent, type VersionRecord } from '@create-mlops/contracts';
import { replayEvents } from './replay-events.ts';

/** How long versions that never served are kept: whatever one of the two keeps stays. */
export type KeepUnpromoted = {
  /** The newest so many; 0 keeps none by number. */
  readonly versions: number;
  /** Those younger than so many days; 0 keeps none by age. */
  readonly days: number;
};

/** A year's models of a project that trains every week, or three months of one that trains every hour. */
const usual: KeepUnpromoted = { versions: 50, days: 90 };

const dayMs = 86_400_000;

/**
 * Reads `MLOPS_KEEP_UNPROMOTED`: a number of versions, a number of days, or both.
 *
 * @throws {MlopsError} SETTINGS_INVALID.
 * @example keepUnpromoted('20') // { versions: 20, days: 0 }
 * @example keepUnpromoted('20 30d') // { versions: 20, days: 30 }
 */
export function keepUnpromoted(text: string | undefined): KeepUnpromoted {
  const words = (text ?? '').split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0) return usual;
  const versions = words.filter((word) => /^\d+$/.test(word));
  const days = words.filter((word) => /^\d+d$/.test(word));
  if (versions.length > 1 || days.length > 1 || versions.length + days.length < words.length) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `MLOPS_KEEP_UNPROMOTED is "${text}", which is neither a number of versions nor a number of days.`,
      'Write `20` for the newest 20 versions, `30d` for those of 30 days, or `20 30d` to keep what either keeps.',
    );
  }
  return { versions: Number(versions[0] ?? 0), days: Number((days[0] ?? '0d').slice(0, -1)) };
}

/**
 * The versions whose bundles may go: never served, named by no alias, and kept neither by number nor by age. Oldest first.
 *
 * @param records oldest first.
 */
export function versionsToExpire(
  records: readonly VersionRecord[],
  events: readonly RegistryEvent[],
  keep: KeepUnpromoted,
  now: Date,
): number[] {
  const { aliases, served, expired } = replayEvents(events);
  const named = new Set(Object.values(aliases));
  const unpromoted = records.filter(
    ({ version }) => !served.has(version) && !named.has(version) && !expired.has(version),
  );
  const oldest = now.getTime() - keep.days * dayMs;
  return unpromoted
    .slice(0, Math.max(0, unpromoted.length - keep.versions))
    .filter(({ registeredAt }) => Date.parse(registeredAt) < oldest)
    .map(({ version }) => version);
}
