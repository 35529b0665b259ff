import type { AliasName, Judgement, RegistryEvent } from '@create-mlops/contracts';
import type { AliasState } from './model-registry.ts';

/** What the history says: where the aliases stand, and which versions were rolled back. */
export type Replay = AliasState & {
  /** The way production took, current version last; a rollback takes the last one off. */
  readonly line: readonly number[];
  readonly rolledBack: ReadonlySet<number>;
  /** What the gate said last of versions that it judged again after they were registered. */
  readonly judgements: ReadonlyMap<number, Judgement>;
  /** Versions whose bundle was deleted. */
  readonly expired: ReadonlySet<number>;
  /** Versions that were in production at any time. */
  readonly served: ReadonlySet<number>;
};

/**
 * Aliases are not stored, they follow from the events: one appended line is the whole commit, so that nothing can be
 * half done.
 */
export function replayEvents(events: readonly RegistryEvent[]): Replay {
  const aliases: Partial<Record<AliasName, number>> = {};
  const rolledBack = new Set<number>();
  const line: number[] = [];
  const judgements = new Map<number, Judgement>();
  const expired = new Set<number>();
  const served = new Set<number>();
  let revision = 0;
  for (const event of events) {
    if (event.event === 'registered') continue;
    if (event.event === 'expired') {
      expired.add(event.version);
      continue;
    }
    if (event.event === 'evaluated') {
      if (event.judgement !== undefined) judgements.set(event.version, event.judgement);
      continue;
    }
    revision = event.revision ?? revision + 1;
    if (event.event === 'aliasSet') {
      if (event.alias !== null) aliases[event.alias] = event.version;
      continue;
    }
    if (event.event === 'promoted') {
      line.push(event.version);
      rolledBack.delete(event.version);
      if (aliases.candidate === event.version) delete aliases.candidate;
    } else {
      if (event.fromVersion !== null) rolledBack.add(event.fromVersion);
      while (line.length > 0 && line.at(-1) !== event.version) line.pop();
      if (line.length === 0) line.push(event.version);
    }
    served.add(event.version);
    aliases.production = event.version;
    const before = predecessor(line, rolledBack);
    if (before === null) delete aliases.previous;
    else aliases.previous = before;
  }
  return { revision, aliases, line, rolledBack, judgements, expired, served };
}

/** The production version before the current one that was not rolled back; `null` when there is none. */
export function predecessor(
  line: readonly number[],
  rolledBack: ReadonlySet<number>,
): number | null {
  const current = line.at(-1);
  for (const version of line.slice(0, -1).reverse()) {
    if (version !== current && !rolledBack.has(version)) return version;
  }
  return null;
}
