import type { CatalogMethod } from '@tollgate/contract/catalog';
import type { SampleCredential } from '@tollgate/openapi/samples/sample-request';

/** What a caller sends for a method. */
export const CREDENTIAL_OF: Readonly<Record<CatalogMethod['kind'], SampleCredential>> = {
  'api-key': 'key',
  oauth: 'token',
  jwt: 'token',
  basic: 'basic',
  hmac: 'signature',
};

/** The name of a method where one of several is chosen. */
export const METHOD_LABELS: Readonly<Record<CatalogMethod['kind'], string>> = {
  'api-key': 'API key',
  oauth: 'OAuth token',
  jwt: 'JWT',
  basic: 'Basic',
  hmac: 'Signature',
};

/** What to send for a method, in Markdown. */
export function describeMethod(method: CatalogMethod): string {
  switch (method.kind) {
    case 'api-key':
      return 'Your API key, as `X-API-Key: tg_live_…` or `Authorization: Bearer tg_live_…`.';
    case 'oauth':
      return `A token as \`Authorization: Bearer …\`, good for ten minutes. A client of your app fetches it from \`${method.tokenUrl}\` by OAuth 2.0 client credentials.`;
    case 'jwt':
      return `A token as \`Authorization: Bearer …\`, issued by \`${method.issuer}\` for ${wordsOf(method.audiences, 'or')}${method.scopes.length > 0 ? ` with the scope ${wordsOf(method.scopes, 'and')}` : ''}.`;
    case 'basic':
      return 'The id and secret of a client of your app, as user name and password of HTTP basic authentication.';
    case 'hmac':
      return `A signature of each request (RFC 9421, \`hmac-sha256\`) with the secret of a client of your app made for signatures. It covers ${wordsOf(method.components, 'and')}, the digest where there is a body, and is accepted for ${method.maxAgeSeconds} seconds, once.`;
  }
}

function wordsOf(words: readonly string[], last: 'and' | 'or'): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`;
}
