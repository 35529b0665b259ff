import { MlopsError } from '@create-mlops/contracts';
import { z } from 'zod';
import type { PreparedCheck } from './check.ts';
import * as checks from './checks/index.ts';

/** Every check by name. Adding one is its own file, its test, and one line in checks/index.ts. */
export const checkRegistry = checks;

type Registry = typeof checkRegistry;

/**
 * What validate.config.ts says: settings by check. `false` turns a check off; a check that is not named runs with its
 * defaults if it runs always.
 *
 * @example
 * const settings: ValidationSettings = { rowCount: { min: 500 }, missing: { max: 0.03, columns: { deck: 0.8 } } };
 */
export type ValidationSettings = {
  readonly [Name in keyof Registry]?: z.input<Registry[Name]['settings']> | false | undefined;
};

/** Parses what validate.config.ts exports; each check's own schema is applied by `prepareChecks`. */
export const validationSettingsSchema: z.ZodType<ValidationSettings, ValidationSettings> =
  z.strictObject(
    Object.fromEntries(
      Object.values(checkRegistry).map((check) => [
        check.name,
        z.union([z.literal(false), check.settings]).optional(),
      ]),
    ),
  ) as unknown as z.ZodType<ValidationSettings, ValidationSettings>;

/**
 * The checks that run with these settings, in the registry's order.
 *
 * @throws {MlopsError} SETTINGS_INVALID for an unknown check or an unusable setting.
 */
export function prepareChecks(settings: ValidationSettings): PreparedCheck[] {
  const given = settings as Readonly<Record<string, unknown>>;
  const known = new Set<string>(Object.values(checkRegistry).map((check) => check.name));
  const stranger = Object.keys(given).find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `There is no check '${stranger}'.`,
      `Use one of ${[...known].sort().join(', ')} in validate.config.ts.`,
    );
  }
  return Object.values(checkRegistry).flatMap((check) => {
    const own = given[check.name];
    if (own === false || (own === undefined && check.runs === 'whenSet')) return [];
    return [check.prepare(own ?? {})];
  });
}
