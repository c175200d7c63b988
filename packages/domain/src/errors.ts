import type { ProblemCode } from './problem-codes.ts';

/** One field that was wrong: where (`terms.prices.0.amount`), what, and how to mend it. */
export interface FieldError {
  location: string;
  message: string;
  fix?: string | undefined;
}

export interface DomainErrorDetails {
  /** Public: what happened and what to do. Never holds a secret or another tenant's data. */
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
  /** For logs only. */
  internal?: string | undefined;
  cause?: unknown;
}

/** An expected failure with a code of the problem catalogue. Edges turn it into problem+json or a form message. */
export class DomainError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: FieldError[];

  constructor(code: ProblemCode, details: DomainErrorDetails = {}) {
    super(details.internal ?? details.detail ?? code, { cause: details.cause });
    this.name = 'DomainError';
    this.code = code;
    this.detail = details.detail;
    this.errors = details.errors ?? [];
  }
}

/** Whether something thrown is a DomainError, optionally of one code. */
export function isDomainError(error: unknown, code?: ProblemCode): error is DomainError {
  return error instanceof DomainError && (code === undefined || error.code === code);
}
