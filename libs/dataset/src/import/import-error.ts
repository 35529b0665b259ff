import type { ErrorCode } from '@create-mlops/contracts';

/** The codes of the contract's `ErrorCode` that a file or a target column can lead to. */
export type ImportErrorCode = Extract<
  ErrorCode,
  | 'USAGE'
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'FORMAT_UNSUPPORTED'
  | 'COLUMN_UNKNOWN'
  | 'TARGET_UNUSABLE'
  | 'DATA_UNUSABLE'
>;

/**
 * A file that cannot be taken in, told to a person: what happened and why in `message`, what to do in `hint`.
 * It mirrors `MlopsError` without importing it, because the create command bundles this folder without zod.
 */
export class ImportError extends Error {
  readonly code: ImportErrorCode;
  readonly hint: string;

  constructor(
    code: ImportErrorCode,
    message: string,
    hint: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = 'ImportError';
    this.code = code;
    this.hint = hint;
  }
}
