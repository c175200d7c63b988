import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import { type ProblemText, RETRY, TELL } from './problem-text.ts';

/** Problems of single requests, of limits, of the gateway and of the API behind it. */
export const TRAFFIC_PROBLEMS = {
  bad_request: {
    meaning: 'The gateway could not read the request as HTTP without doubt, so nothing reached the API.',
    causes: [
      '`Content-Length` was sent twice, or together with chunked coding.',
      'A header or the address holds characters that HTTP does not allow.',
    ],
    mend: [
      'Use an HTTP library rather than a socket.',
      'Encode special characters in the path and the query.',
    ],
  },
  route_not_found: {
    meaning: 'No API answers at this address.',
    causes: ['The path, the version or the base path is misspelt.', 'The product is not published.'],
    mend: ['Compare the address with the docs: version, spelling and slashes count.'],
  },
  method_not_allowed: {
    meaning: 'The address exists, but not with this method.',
    causes: [
      'GET was sent where POST is needed, or the other way round.',
      'A redirect turned POST into GET.',
    ],
    mend: ['Use one of the methods that the `Allow` header of the answer names.'],
  },
  version_retired: {
    meaning: 'This version of the API, or the product it was sold in, has been switched off.',
    causes: ['The announced end has come.'],
    mend: ['Move to the version that the page of the product in the portal names.'],
  },
  body_too_large: {
    meaning: 'The request body is larger than this API takes.',
    causes: ['Too much is sent at once.'],
    mend: ['Send less at once, or in several requests.'],
    example: 'The body may have at most 10485760 bytes.',
  },
  uri_too_long: {
    meaning: 'The address with its query is longer than the gateway takes.',
    causes: ['Long lists or texts travel in the query.'],
    mend: ['Send long values in the body, where the API allows it.'],
  },
  head_too_large: {
    meaning: 'The headers of the request are too large or too many.',
    causes: ['Cookies or tokens of other systems are sent along.'],
    mend: ['Drop the cookies and headers that the API does not need.'],
  },
  request_timeout: {
    meaning: 'The request took too long to arrive, and was given up.',
    causes: ['The connection is slow or broke.', 'The client waits in the middle of the body.'],
    mend: ['Send the body without pauses.', RETRY],
  },
  rate_limited: {
    meaning:
      'The app sent more requests than its plan allows in a short time. Refused requests do not count.',
    causes: ['Requests come in bursts.', 'Several processes share one key.'],
    mend: [
      'Wait as many seconds as `Retry-After` says.',
      'Watch `r=` in the `RateLimit` header and slow down before it reaches 0.',
      'Choose a plan with a higher limit.',
    ],
    example: 'The limit "minute" of 100 requests is reached. Try again in 12 seconds.',
  },
  quota_exceeded: {
    meaning: 'The requests that the plan includes in this billing period are used up.',
    causes: ['The app is busier than the plan is made for.'],
    mend: [
      'Choose a plan with a larger quota.',
      'Or wait for the next period: `t=` in the `RateLimit` header says in how many seconds it begins.',
    ],
  },
  concurrency_exceeded: {
    meaning: 'Too many requests of this app are open at once.',
    causes: ['New requests are sent before earlier ones are answered.'],
    mend: ['Wait for answers before sending more, with a pool of a fixed size.'],
  },
  upstream_unreachable: {
    meaning: 'The gateway works, but the API behind it could not be reached.',
    causes: ['The API is down or restarts.', 'Its address changed.'],
    mend: [RETRY, TELL, 'As the provider, check the upstream of the API version in the console.'],
  },
  upstream_invalid_response: {
    meaning: 'The API behind the gateway answered something that is not valid HTTP, or broke off.',
    causes: ['The API crashed while answering.', 'Its answer has contradicting lengths or headers.'],
    mend: [RETRY, TELL],
  },
  upstream_timeout: {
    meaning: 'The API behind the gateway took longer than the provider allows.',
    causes: ['The request asks for a lot.', 'The API is overloaded.'],
    mend: ['Ask for less at once, such as a smaller page.', RETRY],
  },
  overloaded: {
    meaning: 'The gateway has more to do than it can, and refused this request at once.',
    causes: ['A burst of traffic.'],
    mend: ['Wait as long as `Retry-After` says.', RETRY],
  },
  not_ready: {
    meaning: 'The gateway does not know enough yet to answer this request.',
    causes: [
      'It has just started.',
      'Its configuration is known to be incomplete, so an unknown key may be a new one.',
    ],
    mend: [RETRY, TELL],
  },
  usage_not_recordable: {
    meaning: 'The gateway cannot record usage right now, and serves nothing that would have to be counted.',
    causes: ['The disk of the gateway is full or does not answer.'],
    mend: [RETRY, 'As the operator, free the disk that holds the data folder of the gateway.'],
  },
  loop_detected: {
    meaning: 'The request came back to the gateway that it left.',
    causes: ['The upstream of an API points at the gateway itself.'],
    mend: [TELL, 'As the provider, set the upstream to the address of the API, not of the gateway.'],
  },
  internal_error: {
    meaning: 'Something broke on our side. It has been logged under the request id.',
    causes: ['A fault in Tollgate.'],
    mend: [RETRY, TELL],
  },
} satisfies Partial<Record<GatewayProblemCode, ProblemText>>;
