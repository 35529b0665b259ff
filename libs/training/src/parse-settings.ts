import { MlopsError } from '@create-mlops/contracts';
import {
  type ResolvedTrainingSettings,
  type TrainingSettings,
  trainingSettingsSchema,
} from './settings.ts';

/**
 * The settings with their defaults.
 * @throws {MlopsError} SETTINGS_INVALID naming every entry that is wrong.
 */
export function parseTrainingSettings(settings: TrainingSettings): ResolvedTrainingSettings {
  const parsed = trainingSettingsSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'settings'}: ${message}`,
  );
  throw new MlopsError(
    'SETTINGS_INVALID',
    `The training settings are not usable. ${issues.join('; ')}.`,
    'Edit train/train.config.ts; every setting has a default and may be left out.',
    { cause: parsed.error },
  );
}
