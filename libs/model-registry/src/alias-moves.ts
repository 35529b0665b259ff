import type {
  AliasName,
  Judgement,
  RegistryEvent,
  Verdict,
  VersionRecord,
} from '@create-mlops/contracts';
import { judgementOf } from './judgement-of.ts';
import type { Attribution } from './model-registry.ts';
import {
  nothingToRollBack,
  requireBundle,
  requirePromotable,
  requireRevision,
  requireUnused,
} from './registry-refusals.ts';
import { predecessor, type Replay } from './replay-events.ts';

/** An event without when, who and why. */
export type Change = Omit<RegistryEvent, 'at' | 'by' | 'reason'>;

/** A decision on the state of one model: the event to write, or `null` when everything already is as wanted. */
export type AliasMove = (model: string, state: Replay) => Change | null;

type Guard = Attribution & { readonly expectedRevision?: number };

/** The event that tells of a new version. */
export const registered = (version: number): Change => ({
  event: 'registered',
  version,
  alias: null,
  fromVersion: null,
  revision: null,
});

/** The event that tells of a newer verdict on a version, or `null` when it says what was known already. */
export function evaluated(version: number, known: Judgement, verdict: Judgement): Change | null {
  const { decision, blocking, sentence, productionHash, settingsHash } = verdict;
  if (
    decision === known.decision &&
    blocking === known.blocking &&
    productionHash === known.productionHash &&
    settingsHash === known.settingsHash
  ) {
    return null;
  }
  return {
    event: 'evaluated',
    version,
    alias: null,
    fromVersion: null,
    revision: null,
    judgement: { decision, blocking, sentence, productionHash, settingsHash },
  };
}

/** @param requireVersion throws when there is no such version. */
export function expired(version: number, requireVersion: () => void): AliasMove {
  return (model, state) => {
    requireVersion();
    requireUnused(model, version, state);
    if (state.expired.has(version)) return null;
    return { event: 'expired', version, alias: null, fromVersion: null, revision: null };
  };
}

export function aliasSet(
  alias: Exclude<AliasName, 'production'>,
  version: number,
  options: Guard & { readonly requireVersion: (version: number) => void },
): AliasMove {
  return (model, state) => {
    requireRevision(model, state, options.expectedRevision);
    options.requireVersion(version);
    requireBundle(model, version, state);
    if (state.aliases[alias] === version) return null;
    const fromVersion = state.aliases[alias] ?? null;
    return { event: 'aliasSet', alias, version, fromVersion, revision: state.revision + 1 };
  };
}

/** How a back end reads what decides whether a version may serve. */
type Evidence = {
  /** Throws when there is no such version. */
  readonly recordOf: (version: number) => VersionRecord;
  readonly verdictOf: (version: number) => Verdict;
};

/**
 * Production to a version that the gate has passed against the model in production now, or to any with `force`.
 *
 * @throws {MlopsError} from the move, as `requirePromotable` does.
 */
export function promoted(
  version: number,
  options: Guard & Evidence & { readonly force?: boolean },
): AliasMove {
  return (model, state) => {
    requireRevision(model, state, options.expectedRevision);
    if (state.aliases.production === version) return null;
    requireBundle(model, version, state);
    requireServable(version, state, options);
    return productionMove('promoted', version, state);
  };
}

function requireServable(
  version: number,
  state: Replay,
  { recordOf, verdictOf, force }: Evidence & { readonly force?: boolean },
): void {
  const record = recordOf(version);
  if (force === true) return;
  const judgement = judgementOf(record, state, () => verdictOf(version));
  const { production } = state.aliases;
  const productionHash = production === undefined ? null : recordOf(production).modelHash;
  requirePromotable(judgement, version, state, productionHash);
}

export function rolledBack(options: Guard): AliasMove {
  return (model, state) => {
    requireRevision(model, state, options.expectedRevision);
    const current = state.aliases.production;
    const version = predecessor(state.line, state.rolledBack);
    if (current === undefined || version === null) throw nothingToRollBack(model, current);
    return productionMove('rolledBack', version, state);
  };
}

function productionMove(event: 'promoted' | 'rolledBack', version: number, state: Replay): Change {
  const fromVersion = state.aliases.production ?? null;
  return { event, version, alias: 'production', fromVersion, revision: state.revision + 1 };
}
