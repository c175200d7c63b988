import type { ControlProblemCode } from '@tollgate/domain/problem-codes';
import { type ProblemText, RETRY } from './problem-text.ts';

/** Problems of the management API, the console and the portal. */
export const CONTROL_PROBLEM_TEXTS = {
  validation_failed: {
    meaning: 'Some values of the request are not valid. Nothing was stored.',
    causes: [
      'A field is misspelt or unknown: unknown fields are errors.',
      'A value is outside what the field takes.',
    ],
    mend: [
      '`errors` names each value by its location, says what is wrong and how to mend it. Correct all of them.',
    ],
    example: 'Correct the values named below and send it again.',
  },
  malformed_body: {
    meaning: 'The body could not be read. Nothing was stored.',
    causes: ['It is not JSON, or not a JSON object.', 'It is sent without `Content-Type: application/json`.'],
    mend: ['Check quotes, commas and brackets, and the content type.'],
    example: 'The body is not JSON. Check its quotes, commas and brackets.',
  },
  unauthenticated: {
    meaning: 'The request does not say who sends it.',
    causes: ['No token was sent.', 'The session has ended.'],
    mend: ['Send a management token as `Authorization: Bearer tg_pat_…`.', 'In the browser, sign in again.'],
    example: 'Send the token as "Authorization: Bearer <token>".',
  },
  credentials_wrong: {
    meaning: 'E-mail and password do not belong together. We do not say which of the two is wrong.',
    causes: ['A typing error.', 'The account belongs to another portal.'],
    mend: ['Type both again.', 'Check that you are at the right portal or console.'],
  },
  token_invalid: {
    meaning: 'The token is not one that works here.',
    causes: [
      'It was revoked, or has expired.',
      'It was cut off when it was copied.',
      'It is an API key or a gateway token instead of a management token.',
    ],
    mend: ['Make a new token in the console under Tokens.'],
    example:
      'Send a management token as "Authorization: Bearer tg_pat_…". Make one in the console under Tokens.',
  },
  role_insufficient: {
    meaning: 'You are known, but your role does not include this.',
    causes: ['The token or member has a lesser role than the action needs.'],
    mend: ['Ask an owner or admin for the role that `detail` names.', 'Or use a token with that role.'],
    example: 'This needs the role editor. Ask an owner or admin of the tenant to give it to you.',
  },
  not_found: {
    meaning: 'There is no such thing, or it is not yours: the answer is the same for both.',
    causes: ['The id is of another tenant.', 'It was deleted.', 'The address is misspelt.'],
    mend: ['List what there is and take the id from there.'],
    example: 'There is no such product, or it is not yours.',
  },
  conflict: {
    meaning: 'The request is valid, but does not fit what exists now. Nothing was stored.',
    causes: [
      'A name or slug is taken.',
      'A state does not allow the step, such as publishing what is retired.',
    ],
    mend: ['Read the thing again, then decide. `detail` says what stands in the way.'],
    example: 'A product that is retired cannot become published. It has to be draft or deprecated.',
  },
  plan_version_published: {
    meaning: 'Terms that were published never change, because subscriptions were made under them.',
    causes: ['The published version of a plan was to be edited.'],
    mend: ['Write new draft terms and publish them: they become the next version.'],
    notYet: 'Changed terms of a published plan are kept as a draft of its next version, so no call meets it.',
  },
  precondition_failed: {
    meaning: 'The thing is not any more what you read: somebody changed it in between. Nothing was stored.',
    causes: ['`If-Match` names an ETag that is out of date.'],
    mend: ['Get it again, apply your change to what you get, and send its `ETag` as `If-Match`.'],
    example: 'Get it again, apply your change to what you get, and send its ETag as If-Match.',
  },
  idempotency_mismatch: {
    meaning: 'The `Idempotency-Key` was used before with another request.',
    causes: ['A key is used for more than one request.', 'The body was changed between two tries.'],
    mend: ['Use a new random key for each new request, and the same body for each try.'],
  },
  idempotency_in_progress: {
    meaning:
      'The first request with this `Idempotency-Key` has not answered yet, or did its work and lost its answer.',
    causes: ['The request was sent again too early.', 'The connection broke while the answer was stored.'],
    mend: [
      'Wait a moment and send it again.',
      'If it stays, look whether the work is done before using a new key.',
    ],
    example: 'Wait a moment and send it again.',
  },
  payload_too_large: {
    meaning: 'The body is larger than this address takes.',
    causes: ['A document holds more than 25 MB.', 'Too much is sent at once.'],
    mend: ['Leave examples out of a document, or split it.', 'Send less at once.'],
    example: 'The body may have 1048576 bytes at most.',
  },
  openapi_invalid: {
    meaning: 'The document is not an OpenAPI document that can be used. Nothing was stored.',
    causes: [
      'It is Swagger 2.0 or something else.',
      'A reference leads nowhere or outside the document.',
      'It is nested or aliased beyond all bounds.',
    ],
    mend: ['`errors` names the places. Correct them, or export the document as OpenAPI 3.0 or 3.1.'],
  },
  upstream_address_forbidden: {
    meaning: 'The address may not be used as an upstream, because it is not on the public internet.',
    causes: [
      'It is a private, local or link-local address, or a name that leads to one.',
      'It is not http or https.',
    ],
    mend: [
      'Use the public address of the API.',
      'As the operator, allow single private addresses with `ALLOWED_PRIVATE_UPSTREAMS`.',
    ],
  },
  too_many_attempts: {
    meaning: 'Too many tries in a short time, so further ones are refused for a while.',
    causes: ['A wrong password was typed several times.'],
    mend: ['Wait a few minutes.'],
  },
  period_open: {
    meaning: 'The billing period is not over, or not all of its usage has arrived.',
    causes: ['The period ends in the future.', 'A gateway still holds usage of the period.'],
    mend: ['Use the preview until the period is over.', 'Try again when every gateway has sent its usage.'],
    example: 'The period ends at 2026-12-01T00:00:00.000Z. Until then there is a preview.',
  },
  limit_reached: {
    meaning: 'This installation allows no more of these.',
    causes: ['There are many that are not used any more.'],
    mend: ['Delete or revoke what is not needed.'],
    example: 'An app can have 50 keys. Revoke one that is not used any more.',
  },
  store_unavailable: {
    meaning: 'A database that this needs does not answer. Traffic through the gateway goes on.',
    causes: ['A database restarts or is overloaded.'],
    mend: ['Wait as long as `Retry-After` says.', RETRY],
  },
} satisfies Record<ControlProblemCode, ProblemText>;
