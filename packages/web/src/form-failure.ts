import { type DomainError, isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { type FormResult, valuesOf } from '@tollgate/ui/forms/form-problem';
import { unstable_rethrow } from 'next/navigation';

/** The answer of a form whose verb refused. What was not expected is logged and told without its insides. */
export function toFormFailure(error: unknown, form?: FormData): FormResult {
  unstable_rethrow(error);
  if (!isDomainError(error)) {
    console.error(error);
    return {
      ok: false,
      message: 'Something broke on our side. Nothing was changed; try again in a moment.',
      ...(form ? { values: valuesOf(form) } : {}),
    };
  }
  return {
    ok: false,
    message: messageOf(error),
    errors: error.errors.map(({ location, message, fix }) => ({
      location,
      message: asSentence(message),
      ...(fix ? { fix: asSentence(fix) } : {}),
    })),
    ...(form ? { values: valuesOf(form) } : {}),
  };
}

/** The answer when the session ended between opening a page and sending its form. */
export function toSessionFailure(form?: FormData): FormResult {
  return {
    ok: false,
    message: 'Your session has ended. Sign in again in another tab, then send this once more.',
    ...(form ? { values: valuesOf(form) } : {}),
  };
}

function messageOf(error: DomainError): string {
  const title = `${PROBLEMS[error.code].title}.`;
  if (error.code === 'validation_failed') return title;
  return error.detail ? `${title} ${error.detail}` : title;
}

function asSentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
