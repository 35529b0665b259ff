import type { Reason } from '@create-mlops/contracts';
import { MlopsError } from '@create-mlops/contracts';
import { z } from 'zod';
import type { Evidence, Subject } from './evidence.ts';
import type { Need } from './need.ts';

/** What a check says of one column, or of the table. The engine turns it into a finding. */
export type Judgement = {
  readonly column: string | null;
  /** `unsure`: too few rows to tell; reported as a warning. */
  readonly holds: boolean | 'unsure';
  readonly reason: Reason;
  /** The limit in words. */
  readonly expected: string;
  /** What was seen, in words. */
  readonly received: string;
  readonly count?: number;
  readonly rows?: readonly number[];
};

const statusShape = { status: z.enum(['fail', 'warn']).optional() };

/** The settings of a check: its own fields and `status`, which overrides what a broken limit means. */
export function checkSettings<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject({ ...statusShape, ...shape });
}

type SettingsObject = z.ZodObject<typeof statusShape>;

/** A check as data: what it is called, what can be set, what it needs of the data, and how it judges. */
export type CheckDefinition<S extends SettingsObject> = {
  readonly name: string;
  /** What is looked at: the contract's own demands, the table, columns, rows against each other, pictures, learning. */
  readonly topic: 'contract' | 'table' | 'column' | 'rows' | 'images' | 'learning';
  /** One sentence for the README table. */
  readonly description: string;
  readonly settings: S;
  /** What a broken limit means unless the settings say otherwise. */
  readonly status: 'fail' | 'warn';
  /** `always`, or only when the settings name it. */
  readonly runs: 'always' | 'whenSet';
  /** The Great Expectations type that says the same. */
  readonly expectation: string;
  readonly needs?: (subject: Subject, settings: z.output<S>) => readonly Need[];
  readonly judge: (evidence: Evidence, settings: z.output<S>) => readonly Judgement[];
};

/** A check with its settings parsed. */
export type PreparedCheck = {
  readonly name: string;
  readonly status: 'fail' | 'warn';
  readonly needs: (subject: Subject) => readonly Need[];
  readonly judge: (evidence: Evidence) => readonly Judgement[];
};

export type Check<S extends SettingsObject = SettingsObject> = Omit<
  CheckDefinition<S>,
  'needs' | 'judge'
> & {
  /** @throws {MlopsError} SETTINGS_INVALID */
  readonly prepare: (input: unknown) => PreparedCheck;
};

/**
 * Makes a check ready for the registry.
 *
 * @example
 * export const rowCount = defineCheck({ name: 'rowCount', …, judge: (evidence, settings) => […] });
 */
export function defineCheck<S extends SettingsObject>(definition: CheckDefinition<S>): Check<S> {
  const { needs, judge, ...rest } = definition;
  return {
    ...rest,
    prepare: (input) => {
      const parsed = definition.settings.safeParse(input);
      if (!parsed.success) throw settingsInvalid(definition.name, parsed.error);
      const settings = parsed.data;
      return {
        name: definition.name,
        status: (settings as { status?: 'fail' | 'warn' }).status ?? definition.status,
        needs: (subject) => needs?.(subject, settings) ?? [],
        judge: (evidence) => judge(evidence, settings),
      };
    },
  };
}

function settingsInvalid(name: string, error: z.ZodError): MlopsError {
  const issues = error.issues.map(
    (issue) => `${[name, ...issue.path].join('.')}: ${issue.message}`,
  );
  return new MlopsError(
    'SETTINGS_INVALID',
    `The validation settings are not usable: ${issues.join('; ')}.`,
    'Correct them in validate.config.ts.',
  );
}
