import type { RequestIssue } from './explain-issues.ts';

/** Why a request was not answered, for `prediction_errors_total`. */
export type RefusalReason =
  | 'invalid_row'
  | 'invalid_json'
  | 'which_model'
  | 'too_large'
  | 'content_type'
  | 'not_found'
  | 'not_ready'
  | 'unauthorized'
  | 'timeout'
  | 'invalid_request'
  | 'internal';

/** A request that is refused: the status, a sentence, and every single problem. */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly reason: RefusalReason;
  readonly issues: readonly RequestIssue[];

  constructor(
    statusCode: number,
    reason: RefusalReason,
    message: string,
    issues: readonly RequestIssue[] = [],
  ) {
    super(message);
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.reason = reason;
    this.issues = issues;
  }
}
