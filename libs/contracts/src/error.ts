/**
 * Every code that a person can meet, with the exit code it leads to. Codes are permanent: scripts and
 * runbooks key on them, so one may be added but never renamed or given another meaning.
 *
 * 2 usage or settings · 3 data invalid · 4 gate blocked · 5 drift found · 130 interrupted.
 */
export const errorCodes = {
  USAGE: 2,
  SETTINGS_INVALID: 2,
  FILE_NOT_FOUND: 2,
  FILE_UNREADABLE: 2,
  FORMAT_UNSUPPORTED: 2,
  COLUMN_UNKNOWN: 2,
  TARGET_UNUSABLE: 2,
  DATA_UNUSABLE: 2,
  CONTRACT_INVALID: 2,
  FEATURE_INVALID: 2,
  LOCK_MISSING: 3,
  LOCK_MISMATCH: 3,
  DATA_INVALID: 3,
  ROW_INVALID: 3,
  ROW_TOO_LARGE: 3,
  STAGE_MISSING: 2,
  BACKEND_UNAVAILABLE: 2,
  TRAINING_DIVERGED: 2,
  LAYER_UNSUPPORTED: 2,
  MODEL_UNUSABLE: 2,
  COMMAND_FAILED: 2,
  BUNDLE_MISSING: 2,
  BUNDLE_BROKEN: 2,
  MODEL_UNKNOWN: 2,
  VERSION_UNKNOWN: 2,
  ALIAS_CONFLICT: 2,
  VERDICT_MISSING: 4,
  VERDICT_NOT_PASSING: 4,
  VERDICT_STALE: 4,
  ROLLED_BACK: 4,
  NOT_REPRODUCED: 4,
  NOTHING_TO_ROLL_BACK: 2,
  VERSION_IN_USE: 2,
  NOT_REPRODUCIBLE: 2,
  REGISTRY_BUSY: 2,
  REGISTRY_REFUSED: 2,
  PORT_TAKEN: 2,
  NETWORK: 2,
  INTERRUPTED: 130,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/**
 * Wrong use or a broken world, told to a person: what happened and why in `message`, what to do in `hint`.
 * Findings about data, models and drift are not errors; they are reports with a verdict.
 */
export class MlopsError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'MlopsError';
    this.code = code;
    this.hint = hint;
  }

  /** The process exit code that this error leads to when a `main.ts` meets it. */
  get exitCode(): number {
    return errorCodes[this.code];
  }
}
