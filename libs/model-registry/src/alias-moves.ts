import type { AliasName, Judgement, RegistryEvent } from '@create-mlops/contracts';
import type { Attribution } from './model-registry.ts';
import {
  nothingToRollBack,
  requireBundle,
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

/** @param options.requirePromotable throws when this version may not serve. */
export function promoted(
  version: number,
  options: Guard & { readonly requirePromotable: (state: Replay) => void },
): AliasMove {
  return (model, state) => {
    requireRevision(model, state, options.expectedRevision);
    if (state.aliases.production === version) return null;
    requireBundle(model, version, state);
    options.requirePromotable(state);
    return productionMove('promoted', version, state);
  };
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
