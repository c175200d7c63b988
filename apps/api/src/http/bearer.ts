import { DomainError } from '@tollgate/domain/errors';

/** The token of `Authorization: Bearer …`; throws `unauthenticated` without one. */
export function bearerOf(headers: Headers): string {
  const match = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '');
  if (match?.[1]) return match[1];
  throw new DomainError('unauthenticated', { detail: 'Send the token as "Authorization: Bearer <token>".' });
}
