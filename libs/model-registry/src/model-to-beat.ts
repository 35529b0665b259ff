import type { VersionRecord } from '@create-mlops/contracts';
import type { ModelRegistry } from './model-registry.ts';

/**
 * The version that a candidate must beat: production, or, when the candidate already is production, the version
 * before it. With that rule a model's own promotion changes nothing, and a second run has nothing to do.
 */
export function modelToBeat(
  registry: ModelRegistry,
  model: string,
  candidateHash: string | null,
): VersionRecord | null {
  const production = registry.find(model, 'production');
  if (production === null || production.modelHash !== candidateHash) return production;
  return registry.find(model, 'previous');
}
