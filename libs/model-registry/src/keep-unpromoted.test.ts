import type { RegistryEvent, VersionRecord } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { keepUnpromoted, versionsToExpire } from './keep-unpromoted.ts';

const now = new Date('2026-06-30T00:00:00.000Z');
/** Version n is 100 − 10 n days old. */
const records = [1, 2, 3, 4, 5, 6].map(
  (version): VersionRecord => ({
    schemaVersion: 1,
    model: 'churn',
    version,
    modelHash: String(version),
    dataHash: 'd',
    gitCommit: null,
    registeredAt: new Date(now.getTime() - (100 - 10 * version) * 86_400_000).toISOString(),
    registeredBy: 'ada',
    decision: 'pass',
    manifestSha256: 'm',
    metrics: {},
    parentVersion: null,
  }),
);
const event = (words: Partial<RegistryEvent>): RegistryEvent => ({
  at: now.toISOString(),
  by: 'ada',
  reason: 'a test',
  event: 'promoted',
  version: 1,
  alias: 'production',
  fromVersion: null,
  revision: null,
  ...words,
});

describe('keepUnpromoted', () => {
  it('reads versions, days, or both', () => {
    expect(keepUnpromoted('20')).toEqual({ versions: 20, days: 0 });
    expect(keepUnpromoted('30d')).toEqual({ versions: 0, days: 30 });
    expect(keepUnpromoted('30d, 20')).toEqual({ versions: 20, days: 30 });
  });

  it('is generous where nothing is said', () => {
    expect(keepUnpromoted(undefined)).toEqual({ versions: 50, days: 90 });
    expect(keepUnpromoted('')).toEqual(keepUnpromoted(undefined));
  });

  it.each(['many', '-1', '5 6', '1.5d'])('refuses %s', (text) => {
    expect(() => keepUnpromoted(text)).toThrow(/MLOPS_KEEP_UNPROMOTED is/);
  });
});

describe('versionsToExpire', () => {
  it('keeps what either the number or the age keeps', () => {
    expect(versionsToExpire(records, [], { versions: 2, days: 0 }, now)).toEqual([1, 2, 3, 4]);
    expect(versionsToExpire(records, [], { versions: 0, days: 75 }, now)).toEqual([1, 2]);
    expect(versionsToExpire(records, [], { versions: 5, days: 75 }, now)).toEqual([1]);
    expect(versionsToExpire([], [], { versions: 0, days: 0 }, now)).toEqual([]);
  });

  it('never takes what an alias names, what ever served, or what has expired', () => {
    const events = [
      event({ version: 1 }),
      event({ version: 2, fromVersion: 1 }),
      event({ event: 'rolledBack', version: 1, fromVersion: 2 }),
      event({ event: 'aliasSet', alias: 'candidate', version: 4 }),
      event({ event: 'expired', version: 5, alias: null }),
    ];
    expect(versionsToExpire(records, events, { versions: 0, days: 0 }, now)).toEqual([3, 6]);
  });
});
