import { MlopsError } from '@create-mlops/contracts';

/** Versions that a service answers with whatever the registry's aliases say, by model. */
export type PinnedVersions = Readonly<Record<string, number>>;

/**
 * `MLOPS_PIN=churn=3,houses=2`: so a candidate is tried, and two versions run side by side, without an alias moving.
 *
 * @param models the models that there are.
 * @throws {MlopsError} USAGE naming the part that cannot be read.
 */
export function pinnedVersions(
  text: string | undefined,
  models: readonly string[],
): PinnedVersions {
  const pinned: Record<string, number> = {};
  for (const part of (text ?? '').split(',').filter((word) => word.trim() !== '')) {
    const [, model = '', version] = /^\s*([^=]+)=([1-9]\d*)\s*$/.exec(part) ?? [];
    if (!models.includes(model)) {
      throw new MlopsError(
        'USAGE',
        `MLOPS_PIN says "${part}", which is no model with a version.`,
        `Write a model, = and the number of a version, as in MLOPS_PIN=${models[0] ?? 'model'}=1. Models: ${models.join(', ')}.`,
      );
    }
    pinned[model] = Number(version);
  }
  return pinned;
}
