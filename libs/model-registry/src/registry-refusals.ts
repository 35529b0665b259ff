import { MlopsError, type Verdict } from '@create-mlops/contracts';
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

/** @throws {MlopsError} VERDICT_NOT_PASSING or ROLLED_BACK when this version may not serve. */
export function requirePromotable(verdict: Verdict, version: number, state: Replay): void {
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
