import { GATEWAY_PROBLEMS, type GatewayProblemCode } from '@tollgate/domain/problem-codes';

/** What a problem means to the person whose call got it, and what they can do. */
export interface ProblemText {
  code: string;
  status: number;
  title: string;
  summary: string;
  steps: string[];
}

type Told = [summary: string, ...steps: string[]];

const RETRY = 'Try again after a short wait, and wait longer each time: 1, 2, 4 seconds.';
const SUPPORT = 'If it stays, tell the provider the request id of one answer.';

const TEXTS: Record<GatewayProblemCode, Told> = {
  bad_request: [
    'The gateway could not read the request as HTTP, so nothing reached the API.',
    'Use an HTTP library rather than a socket, and send one Content-Length or chunked coding, not both.',
  ],
  key_missing: [
    'The request carried no API key.',
    'Send it as X-API-Key: tg_live_… or Authorization: Bearer tg_live_….',
    'Check that your proxy or library does not drop the header on redirects.',
  ],
  key_malformed: [
    'What was sent is not a whole key: its length or its checksum is wrong.',
    'Copy the key again, without spaces or line breaks. A key ends in six characters that check the rest.',
  ],
  key_unknown: [
    'No app has this key.',
    'Check that you call the right address: keys of one provider do not work at another.',
    'Create a new key in your app.',
  ],
  key_revoked: [
    'The key was revoked, and stays so.',
    'Create a new key in your app and replace it everywhere.',
  ],
  key_expired: [
    'The key’s time is over: it had an expiry date, or was rotated and its overlap has ended.',
    'Use the key that replaced it, or create a new one in your app.',
  ],
  key_wrong_environment: [
    'A test key was used where a live one is needed, or the other way round.',
    'Use a key whose prefix, tg_live_ or tg_test_, fits the address.',
  ],
  not_subscribed: [
    'The key is right, but its app has no subscription to this API.',
    'Subscribe the app to a plan of the product that holds this operation.',
  ],
  plan_inactive: [
    'The app’s subscription is waiting for approval, or was suspended.',
    'Look at the subscription on your app’s page. The provider can approve or resume it.',
  ],
  payment_overdue: ['An invoice is overdue.', 'Pay it: calls work again within a minute.'],
  spend_cap_reached: [
    'The spend cap of this period is reached.',
    'Raise the cap, or wait for the next period.',
  ],
  forbidden: ['The provider does not allow this request.', 'Ask the provider which of their rules it met.'],
  route_not_found: [
    'No API answers at this address.',
    'Compare the path with the docs: version, spelling and slashes count.',
  ],
  method_not_allowed: [
    'The path exists, but not with this method.',
    'The Allow header of the answer names the methods there are.',
  ],
  version_retired: [
    'This version of the API has been switched off.',
    'Move to the version that the Link header or the product’s page names.',
  ],
  body_too_large: [
    'The request body is larger than the API takes.',
    'Send less at once, or in several requests.',
  ],
  uri_too_long: ['The address is too long.', 'Send long values in the body instead of the query.'],
  head_too_large: [
    'The request’s headers are too large or too many.',
    'Drop cookies and headers the API does not need.',
  ],
  request_timeout: [
    'The request took too long to arrive.',
    'Send the body without pauses, over a better connection.',
  ],
  rate_limited: [
    'The app sent more requests than its plan allows in a short time. Refused requests do not count.',
    'Wait as many seconds as Retry-After says.',
    'Watch r= in the RateLimit header and slow down before it reaches 0.',
    'Choose a plan with a higher limit.',
  ],
  quota_exceeded: [
    'The quota of this billing period is used up.',
    'It starts again when the period ends: t= in the RateLimit header says in how many seconds.',
    'Choose a plan with a larger quota.',
  ],
  concurrency_exceeded: [
    'Too many requests of this app are open at once.',
    'Wait for answers before sending more.',
  ],
  upstream_unreachable: ['The gateway works, but the API behind it could not be reached.', RETRY, SUPPORT],
  upstream_invalid_response: [
    'The API behind the gateway answered something that is not HTTP.',
    RETRY,
    SUPPORT,
  ],
  overloaded: ['The gateway is busy and refused the request at once.', RETRY],
  not_ready: ['The gateway is starting.', RETRY],
  usage_not_recordable: [
    'The gateway cannot record usage right now, so it serves nothing that is billed.',
    RETRY,
  ],
  upstream_timeout: [
    'The API behind the gateway took too long.',
    'Ask for less at once, such as a smaller page.',
    RETRY,
  ],
  loop_detected: ['The request came back to the gateway it left.', SUPPORT],
  internal_error: ['Something broke at the gateway.', RETRY, SUPPORT],
};

/** What a code of the gateway means; undefined for a code that it does not have. */
export function explainProblem(code: string): ProblemText | undefined {
  if (!Object.hasOwn(GATEWAY_PROBLEMS, code)) return undefined;
  const known = code as GatewayProblemCode;
  const { status, title } = GATEWAY_PROBLEMS[known];
  const [summary, ...steps] = TEXTS[known];
  return { code, status, title, summary, steps };
}

/** Every code of the gateway, by status. */
export function allProblems(): ProblemText[] {
  return (Object.keys(GATEWAY_PROBLEMS) as GatewayProblemCode[])
    .flatMap((code) => explainProblem(code) ?? [])
    .sort((a, b) => a.status - b.status);
}
