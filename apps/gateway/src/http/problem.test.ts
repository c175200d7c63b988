import { GATEWAY_PROBLEMS } from '@tollgate/domain/problem-codes';
import { expect, test } from 'vitest';
import { problemBody, problemStatus, QUOTA_PROBLEM_TYPE } from './problem.ts';

const STATUS_OF = {
  bad_request: 400,
  request_refused: 400,
  request_invalid: 400,
  credentials_missing: 401,
  token_missing: 401,
  token_malformed: 401,
  token_untrusted: 401,
  token_expired: 401,
  token_revoked: 401,
  secret_wrong: 401,
  signature_malformed: 401,
  signature_incomplete: 401,
  signature_expired: 401,
  signature_wrong: 401,
  signature_replayed: 401,
  digest_mismatch: 400,
  certificate_missing: 401,
  certificate_unknown: 401,
  certificate_revoked: 401,
  certificate_expired: 401,
  key_missing: 401,
  key_malformed: 401,
  key_unknown: 401,
  key_revoked: 401,
  key_expired: 401,
  key_wrong_environment: 401,
  not_subscribed: 403,
  plan_inactive: 403,
  payment_overdue: 403,
  spend_cap_reached: 403,
  token_app_unknown: 403,
  scope_insufficient: 403,
  forbidden: 403,
  route_not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  version_retired: 410,
  body_too_large: 413,
  uri_too_long: 414,
  head_too_large: 431,
  request_timeout: 408,
  rate_limited: 429,
  quota_exceeded: 429,
  concurrency_exceeded: 429,
  upstream_unreachable: 502,
  mock_missing: 501,
  upstream_untrusted: 502,
  upstream_invalid_response: 502,
  issuer_unreachable: 503,
  overloaded: 503,
  not_ready: 503,
  usage_not_recordable: 503,
  not_cached: 504,
  upstream_timeout: 504,
  loop_detected: 508,
  custom_policy_failed: 500,
  internal_error: 500,
} as const;

test('callers can rely on the status of every code', () => {
  const statuses = Object.fromEntries(
    Object.entries(GATEWAY_PROBLEMS).map(([code, { status }]) => [code, status]),
  );
  expect(statuses).toEqual(STATUS_OF);
  expect(problemStatus('rate_limited')).toBe(429);
});

test('a problem is RFC 9457 with our code, a page about it and the id of the request', () => {
  const problem = { code: 'key_missing', detail: 'Send a key.' } as const;
  expect(JSON.parse(problemBody(problem, 'https://api.example/problems', 'req_1', '/a').toString())).toEqual({
    type: 'https://api.example/problems/key_missing',
    title: 'No API key was sent',
    status: 401,
    detail: 'Send a key.',
    instance: '/a',
    code: 'key_missing',
    requestId: 'req_1',
  });
});

test('a limit that refuses is the registered problem type, and is named', () => {
  const problem = { code: 'rate_limited', detail: 'Wait.', violatedPolicies: ['minute'] } as const;
  expect(JSON.parse(problemBody(problem, 'https://x', 'req_1', '/a').toString())).toMatchObject({
    type: QUOTA_PROBLEM_TYPE,
    'violated-policies': ['minute'],
  });
});
