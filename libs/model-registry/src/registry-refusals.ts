import { type Judgement, MlopsError } from '@create-mlops/contracts';
import type { Replay } from './replay-events.ts';

/** @throws {MlopsError} ALIAS_CONFLICT when the aliases have moved since the caller looked. */
export function requireRevision(model: string, state: Replay, expected: number | undefined): void {
  if (expected === undefined || expected === state.revision) return;
  throw new MlopsError(
    'ALIAS_CONFLICT',
    `The aliases of ${model} moved meanwhile: revision ${expected} was expected, ${state.revision} is current (production: version ${state.aliases.production ?? 'none'}).`,
    'Look with `npm run registry list`, then decide again.',
  );
}

/**
 * @param verdict what the gate said last of this version.
 * @param productionHash of the model in production now; `null` when there is none.
 * @throws {MlopsError} VERDICT_NOT_PASSING, ROLLED_BACK or VERDICT_STALE when this version may not serve.
 */
export function requirePromotable(
  verdict: Judgement,
  version: number,
  state: Replay,
  productionHash: string | null,
): void {
  const isUndecidedFirst =
    verdict.decision === 'inconclusive' && !verdict.blocking && state.line.length === 0;
  if (verdict.decision !== 'pass' && verdict.decision !== 'unchanged' && !isUndecidedFirst) {
    throw new MlopsError(
      'VERDICT_NOT_PASSING',
      `Version ${version} may not become production: the gate said ${verdict.decision}. ${verdict.sentence}`,
      'Train a better model, or add the word `force` if you know better than the gate.',
    );
  }
  if (state.rolledBack.has(version)) {
    throw new MlopsError(
      'ROLLED_BACK',
      `Version ${version} was in production and was rolled back.`,
      'Add the word `force` to bring it back all the same.',
    );
  }
  if (verdict.productionHash !== productionHash) throw staleVerdict(verdict, version, state);
}

function staleVerdict(
  { productionHash }: Judgement,
  version: number,
  { aliases }: Replay,
): MlopsError {
  const against =
    productionHash === null
      ? 'when no model was in production'
      : `against model ${productionHash.slice(0, 12)}`;
  return new MlopsError(
    'VERDICT_STALE',
    `The gate judged version ${version} ${against}, but ${aliases.production === undefined ? 'none' : `version ${aliases.production}`} is in production now: it has not been compared with what it would replace.`,
    'Evaluate it again: `npm run pipeline` for the model just trained, `npm run registry promote` for an older version.',
  );
}

/** @throws {MlopsError} BUNDLE_MISSING when the version's bundle was deleted. */
export function requireBundle(model: string, version: number, state: Replay): void {
  if (!state.expired.has(version)) return;
  throw new MlopsError(
    'BUNDLE_MISSING',
    `The bundle of ${model} version ${version} has expired: its record is kept, its files were deleted.`,
    `Make the model again with \`npm run registry reproduce ${version}\`, or choose another version with \`npm run registry list\`.`,
  );
}

/** @throws {MlopsError} VERSION_IN_USE when an alias names the version or ever named it as production. */
export function requireUnused(model: string, version: number, state: Replay): void {
  const alias = Object.entries(state.aliases).find(([, named]) => named === version)?.[0];
  if (alias === undefined && !state.served.has(version)) return;
  throw new MlopsError(
    'VERSION_IN_USE',
    alias === undefined
      ? `Version ${version} of ${model} was in production: what served is kept, so that a rollback finds it.`
      : `Version ${version} of ${model} is the ${alias}: its bundle may not be deleted.`,
    'Let a version expire that no alias names and that never served.',
  );
}

/** Why a rollback has nowhere to go. */
export function nothingToRollBack(model: string, current: number | undefined): MlopsError {
  return new MlopsError(
    'NOTHING_TO_ROLL_BACK',
    current === undefined
      ? `No version of ${model} is in production.`
      : `Version ${current} is the first production version of ${model}; there is none before it.`,
    'See the history with `npm run registry show`.',
  );
}

/** Which versions there are, for somebody who asked for another. */
export function unknownVersion(
  model: string,
  version: number,
  known: readonly number[],
): MlopsError {
  if (known.length === 0) {
    return new MlopsError(
      'MODEL_UNKNOWN',
      `The registry has no version of ${model}.`,
      'Run `npm run pipeline` to make the first.',
    );
  }
  return new MlopsError(
    'VERSION_UNKNOWN',
    `The registry has no version ${version} of ${model}; it has ${known.join(', ')}.`,
    'Choose one of them.',
  );
}
