/** Every problem the gateway answers with: status and title. */
export const GATEWAY_PROBLEMS = {
  bad_request: { status: 400, title: 'The request is not valid HTTP' },
  key_missing: { status: 401, title: 'No API key was sent' },
  key_malformed: { status: 401, title: 'The API key is not well formed' },
  key_unknown: { status: 401, title: 'The API key is not known' },
  key_revoked: { status: 401, title: 'The API key was revoked' },
  key_expired: { status: 401, title: 'The API key has expired' },
  key_wrong_environment: { status: 401, title: 'The API key belongs to another environment' },
  not_subscribed: { status: 403, title: 'The app has no subscription to this API' },
  plan_inactive: { status: 403, title: 'The subscription is not active' },
  payment_overdue: { status: 403, title: 'A payment is overdue' },
  spend_cap_reached: { status: 403, title: 'The spend cap is reached' },
  forbidden: { status: 403, title: 'This is not allowed' },
  route_not_found: { status: 404, title: 'No API answers at this address' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  version_retired: { status: 410, title: 'This API version is retired' },
  body_too_large: { status: 413, title: 'The request body is too large' },
  uri_too_long: { status: 414, title: 'The address is too long' },
  head_too_large: { status: 431, title: 'The request head is too large' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  rate_limited: { status: 429, title: 'The rate limit is reached' },
  quota_exceeded: { status: 429, title: 'The quota of this period is used up' },
  concurrency_exceeded: { status: 429, title: 'Too many requests at once' },
  upstream_unreachable: { status: 502, title: 'The API behind the gateway could not be reached' },
  upstream_invalid_response: { status: 502, title: 'The API behind the gateway answered nonsense' },
  overloaded: { status: 503, title: 'The gateway is overloaded' },
  not_ready: { status: 503, title: 'The gateway is not ready' },
  usage_not_recordable: { status: 503, title: 'Usage cannot be recorded right now' },
  upstream_timeout: { status: 504, title: 'The API behind the gateway took too long' },
  loop_detected: { status: 508, title: 'The request came back to this gateway' },
  internal_error: { status: 500, title: 'Something broke on our side' },
} as const;

/** Every problem the management API, console and portal answer with. */
export const CONTROL_PROBLEMS = {
  validation_failed: { status: 422, title: 'Some of the values are not valid' },
  malformed_body: { status: 400, title: 'The body could not be read' },
  unauthenticated: { status: 401, title: 'Sign in or send a token' },
  credentials_wrong: { status: 401, title: 'E-mail or password is wrong' },
  token_invalid: { status: 401, title: 'The token is not valid' },
  role_insufficient: { status: 403, title: 'Your role does not allow this' },
  not_found: { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'This conflicts with what exists' },
  plan_version_published: { status: 409, title: 'A published plan version never changes' },
  precondition_failed: { status: 412, title: 'It was changed in the meantime' },
  idempotency_mismatch: { status: 422, title: 'The idempotency key was used for another request' },
  idempotency_in_progress: {
    status: 409,
    title: 'The first request with this idempotency key is still running',
  },
  payload_too_large: { status: 413, title: 'The body is too large' },
  openapi_invalid: { status: 422, title: 'The OpenAPI document cannot be used' },
  upstream_address_forbidden: { status: 422, title: 'The upstream address is not allowed' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  period_open: { status: 409, title: 'The period is not over yet' },
  limit_reached: { status: 422, title: 'A limit of this installation is reached' },
  store_unavailable: { status: 503, title: 'A store behind this page is not answering' },
} as const;

export const PROBLEMS = { ...GATEWAY_PROBLEMS, ...CONTROL_PROBLEMS };
export type GatewayProblemCode = keyof typeof GATEWAY_PROBLEMS;
export type ControlProblemCode = keyof typeof CONTROL_PROBLEMS;
export type ProblemCode = GatewayProblemCode | ControlProblemCode;
