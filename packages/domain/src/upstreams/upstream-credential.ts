import { z } from 'zod';
import type { SealedFor } from '../sealing/seal-secret.ts';

/** Where an upstream looks for the credential: a header, a parameter of the query, or HTTP's Basic. */
export const CredentialPlace = z.enum(['header', 'query', 'basic']);

/** What a gateway calls an upstream with. `name` is that of the header, the parameter or, for Basic, the user. */
export const SealedCredential = z.strictObject({
  in: CredentialPlace,
  name: z.string(),
  sealed: z.string(),
});
export type SealedCredential = z.infer<typeof SealedCredential>;

/** What is wrong with a credential: the field and a sentence. */
export interface CredentialFault {
  field: 'name' | 'secret';
  message: string;
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const PRINTABLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const CONTROL = /\p{Cc}/u;
/** Headers that frame the message, belong to one connection, or are the gateway's own word. */
const RESERVED: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'traceparent',
  'tracestate',
  'upgrade',
  'via',
  'x-real-ip',
  'x-request-id',
]);

/** Why a credential cannot be sent; null when it can. */
export function credentialFault(
  credential: Pick<SealedCredential, 'in' | 'name'>,
  secret: string,
): CredentialFault | null {
  const name = nameFault(credential);
  if (name !== null) return { field: 'name', message: name };
  const text = secretFault(credential.in, secret);
  return text === null ? null : { field: 'secret', message: text };
}

function nameFault({ in: place, name }: Pick<SealedCredential, 'in' | 'name'>): string | null {
  if (name === '') return 'must not be empty';
  if (place === 'query') return CONTROL.test(name) ? 'must not hold control characters' : null;
  if (place === 'basic') {
    return CONTROL.test(name) || name.includes(':')
      ? 'must be a user name without colons or control characters'
      : null;
  }
  if (!TOKEN.test(name)) return 'must be the name of a header, such as Authorization';
  const lower = name.toLowerCase().replaceAll('_', '-');
  const isOurs = RESERVED.has(lower) || lower.startsWith('tollgate-') || lower.startsWith('x-forwarded-');
  return isOurs ? 'is a header that the gateway writes itself' : null;
}

function secretFault(place: SealedCredential['in'], secret: string): string | null {
  if (secret === '') return 'must not be empty';
  if (place !== 'header') return CONTROL.test(secret) ? 'must not hold control characters' : null;
  return PRINTABLE.test(secret) ? null : 'must be printable ASCII without spaces around it';
}

/** What the credential of an API version's upstream is sealed for. */
export function credentialSealedFor(tenantId: string, apiVersionId: string): SealedFor {
  return { tenantId, purpose: `upstream_credential:${apiVersionId}` };
}
