import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import { type ProblemText, RETRY } from './problem-text.ts';

/** Problems of credentials other than API keys. */
export const AUTHENTICATION_PROBLEMS = {
  credentials_missing: {
    meaning: 'This API can be called by several kinds of credential, and the request carried none of them.',
    causes: ['The header was not sent.', 'A proxy or a redirect dropped it.'],
    mend: ['Send one of the credentials that `WWW-Authenticate` of the answer names.'],
    example: 'Send one of: an API key; a bearer token.',
  },
  token_missing: {
    meaning: 'The request carried no token.',
    causes: ['The header was not sent.', 'An API key was sent where a token is asked for.'],
    mend: ['Send the token as `Authorization: Bearer <token>`.'],
    example: 'Send a token as "Authorization: Bearer <token>".',
  },
  token_malformed: {
    meaning: 'What was sent is no signed JWT: it has not three parts, or one of them cannot be read.',
    causes: [
      'The token was cut off when it was copied.',
      'It is an encrypted token, or one that only its issuer can read.',
      'Several tokens were sent.',
    ],
    mend: ['Fetch a new token and send all of it, in one header.'],
  },
  token_untrusted: {
    meaning:
      'The token is whole, but this API does not trust it: its signature, issuer, audience or a claim is not as asked for.',
    causes: [
      'It was issued for another audience, or by another issuer.',
      'Its signature is wrong, or made with a key or an algorithm that is not accepted.',
      'A claim that the API asks for is missing.',
    ],
    mend: [
      'Ask the issuer for a token for this API: `iss`, `aud` and the claims must be what the provider names.',
    ],
  },
  token_expired: {
    meaning: 'The token was valid and is not any more, or is not yet.',
    causes: ['Its time, `exp`, is over.', 'Its time, `nbf`, has not come: a clock is wrong.'],
    mend: ['Fetch a new token, and do so before each one expires.', 'Set the clock.'],
  },
  token_revoked: {
    meaning:
      'The client that calls, or that the token was issued to, is gone, whatever time the token has left.',
    causes: ['Somebody revoked the client in the portal or the console.', 'The app was deleted.'],
    mend: ['Create a new client in your app and fetch a token with it.'],
  },
  certificate_missing: {
    meaning: 'This API knows callers by the certificate they show when they connect, and none was shown.',
    causes: [
      'The client was not told to use its certificate.',
      'The connection is without TLS, or ends at a proxy in front of the gateway.',
      'The gateway does not ask for certificates.',
    ],
    mend: [
      'Connect by `https` with certificate and key: `curl --cert app.pem --key app.key`.',
      'Operators: set `GATEWAY_TLS_CLIENT_CERTIFICATES=true`.',
    ],
  },
  certificate_unknown: {
    meaning: 'A client certificate was shown, and it is registered for no app of this provider.',
    causes: [
      'It was renewed: the new one has another fingerprint.',
      'It was never registered, or with another provider.',
    ],
    mend: ['Ask the provider to register the certificate for your app, by its SHA-256 fingerprint.'],
  },
  certificate_revoked: {
    meaning: 'The client certificate was registered for an app, and is not to be used any more.',
    causes: ['The provider revoked it in the console.', 'The app was deleted.'],
    mend: ['Make a new certificate with a new key and ask the provider to register it.'],
  },
  certificate_expired: {
    meaning: 'The client certificate was valid and is not any more, or is not yet.',
    causes: ['The time that stands in it is over, or has not come.', 'A clock is wrong.'],
    mend: ['Renew the certificate, have the new one registered, and do so before each one expires.'],
  },
  secret_wrong: {
    meaning: 'Client id and secret do not belong together. We do not say which of the two is wrong.',
    causes: [
      'The secret was rotated, and the time of the old one is over.',
      'One of the two was cut off, or they stand in the wrong order.',
      'The client belongs to another provider.',
    ],
    mend: ['Copy both again from your app. A secret that is lost is replaced by rotating the client.'],
  },
  signature_malformed: {
    meaning: '`Signature-Input`, `Signature` or `Content-Digest` is not as RFC 9421 and RFC 9530 have it.',
    causes: [
      'A proxy or a library changed or joined these headers.',
      'The signature covers a header that was not sent, or a component that is not known here.',
      '`keyid` is not the id of a client, `created` is missing, or `alg` is not `hmac-sha256`.',
    ],
    mend: ['Read `detail`: it says which part it is.', 'Compare with the example in the docs of the API.'],
  },
  signature_incomplete: {
    meaning: 'The signature leaves out a part of the request that this API wants signed.',
    causes: ['The list of components in `Signature-Input` is shorter than the API asks for.'],
    mend: ['Add the components that `detail` names, and sign again.'],
  },
  signature_expired: {
    meaning: 'The signature is too old, or made in the future.',
    causes: [
      'The clock of the caller is wrong.',
      'The request waited, or was sent again, after it was signed.',
    ],
    mend: ['Set the clock.', 'Sign each request right before it is sent.'],
  },
  signature_wrong: {
    meaning: 'The signature does not fit the request and the client. We do not say which of them is wrong.',
    causes: [
      'Another text was signed than the one RFC 9421 asks for: path, query, host or a header differ.',
      'The secret was rotated, and the time of the old one is over.',
      'The client belongs to another provider, or is one for tokens.',
    ],
    mend: [
      'Compare your code with the example in the docs of the API.',
      'Copy id and secret again from your app.',
    ],
  },
  signature_replayed: {
    meaning: 'A request with this signature, or with this `nonce`, came before.',
    causes: [
      'A library or a proxy sent the request again as it was.',
      'Two requests were signed with one `nonce`.',
    ],
    mend: ['Sign each attempt anew, with another `nonce`.'],
  },
  digest_mismatch: {
    meaning: 'The signature is right, but the body is not the one that `Content-Digest` tells of.',
    causes: [
      'The body was changed or encoded after its digest was made.',
      'The digest was made of other bytes.',
    ],
    mend: ['Make the digest of exactly the bytes that are sent.'],
  },
  token_app_unknown: {
    meaning: 'The token is right, but names no app of this provider.',
    causes: [
      'The client of the issuer was not tied to an app.',
      'The token lacks the claim that names the app.',
    ],
    mend: ['Ask the provider to tie your client to your app.'],
  },
  scope_insufficient: {
    meaning: 'The token is right, but was issued for less than this.',
    causes: ['It was asked for with a narrower scope.', 'A product was subscribed to after it was issued.'],
    mend: ['Fetch a token with the scope that `WWW-Authenticate` of the answer names.'],
  },
  issuer_unreachable: {
    meaning: 'The gateway has no keys of the issuer of this token, and could not read them.',
    causes: ['The issuer is down, or its address for keys is wrong.'],
    mend: [RETRY],
  },
} satisfies Partial<Record<GatewayProblemCode, ProblemText>>;
