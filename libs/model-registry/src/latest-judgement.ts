import type { Judgement } from '@create-mlops/contracts';
import { judgementOf } from './judgement-of.ts';
import type { ModelRegistry } from './model-registry.ts';
import { replayEvents } from './replay-events.ts';

/**
 * What the gate said last of a version: when it was registered, or later against another production model.
 *
 * @throws {MlopsError} VERSION_UNKNOWN.
 */
export function latestJudgement(
  registry: Pick<ModelRegistry, 'show' | 'history' | 'verdict'>,
  model: string,
  version: number,
): Judgement {
  const record = registry.show(model, version);
  const state = replayEvents(registry.history(model));
  return judgementOf(record, state, () => registry.verdict(model, version));
}
