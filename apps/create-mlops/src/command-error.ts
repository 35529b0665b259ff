/** Something a person can mend: what happened and why, then what to do. Exit code 2 unless said otherwise. */
export class CommandError extends Error {
  readonly hint: string;
  readonly exitCode: number;

  constructor(message: string, hint: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'CommandError';
    this.hint = hint;
    this.exitCode = options.exitCode ?? 2;
  }
}
