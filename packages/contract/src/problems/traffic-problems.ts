import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import { type ProblemText, RETRY, TELL } from './problem-text.ts';

/** Problems of single requests, of limits, of the gateway and of the API behind it. */
export const TRAFFIC_PROBLEMS = {
  bad_request: {
    meaning:
      'The gateway could not read the request in exactly one way. It was not forwarded, and the connection was closed.',
    causes: [
      '`Content-Length` was sent twice, or together with chunked coding.',
      'The path holds `..`, `//`, an escaped slash or a letter that must be escaped.',
      'The bytes were not HTTP/1.1.',
    ],
    mend: [
      'Use an HTTP library rather than a socket.',
      'Escape letters outside `A-Z a-z 0-9 - . _ ~` in path segments. `detail` names what was refused.',
    ],
  },
  request_refused: {
    meaning: 'The request is larger, deeper or more numerous in its parts than the provider allows.',
    causes: [
      'It has more headers or query parameters than are allowed, or longer ones.',
      'Its JSON is nested too deep, has too many members, or cannot be read.',
      'Its body is compressed where a rule has to read it.',
      'A part of it looks like an attack on what stands behind the API: SQL, a script, a path, a command.',
    ],
    mend: ['`detail` names the part. Send less of it, or ask the provider to allow more.'],
    example: 'The JSON body is nested more than 20 levels deep.',
  },
  request_invalid: {
    meaning: 'A parameter or the body is not as the description of the API says.',
    causes: [
      'A required parameter or member is missing.',
      'A value has another type, or is out of its range.',
    ],
    mend: ['`errors` names each place and what is expected there. The portal shows the description.'],
    example: 'query.limit: must be integer.',
  },
  route_not_found: {
    meaning: 'No API answers at this address.',
    causes: ['The path, the version or the base path is misspelt.', 'The product is not published.'],
    mend: [
      'Compare the address with the docs: host, base path with version, case and a slash at the end count.',
    ],
  },
  method_not_allowed: {
    meaning: 'The address exists, but not with this method. The `Allow` header lists those it takes.',
    causes: [
      'GET was sent where POST is needed, or the other way round.',
      'A redirect turned POST into GET.',
    ],
    mend: ['Use one of the methods that the `Allow` header of the answer names.'],
  },
  not_acceptable: {
    meaning: 'This operation is mocked, and its examples have no media type that the `Accept` header takes.',
    causes: ['`Accept` names a media type that the description of the operation does not have.'],
    mend: ['Send one that the portal shows for the operation, or `Accept: */*`.'],
    example: 'The examples of this operation are application/json: send an Accept header that takes one.',
  },
  mock_missing: {
    meaning: 'This operation is mocked, and its description holds no answer that could be given.',
    causes: [
      'The OpenAPI document describes no responses of the operation.',
      'The `mock` policy is set to a status that the operation does not have.',
      'The examples of the API version are larger, all together, than gateways are told.',
    ],
    mend: ['Ask the provider for a response with an example or a schema in the OpenAPI document.'],
    example: 'The description of this operation has no answer with status 202 to mock.',
  },
  version_retired: {
    meaning: 'This version of the API, or the product it was sold in, is retired.',
    causes: ['The end that `Deprecation` and `Sunset` headers announced has come.'],
    mend: ['Move to the version that the page of the product in the portal names.'],
  },
  body_too_large: {
    meaning:
      'The request body is larger than this API takes: a declared length is refused at once, a stream is cut at the limit.',
    causes: ['Too much is sent at once.'],
    mend: ['Send less at once, or in several requests: `detail` names the limit.'],
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
    causes: [
      'The connection is slow or broke.',
      'The client waits in the middle of the body.',
      'The length that was declared is not the length that was sent.',
    ],
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
    meaning:
      'Too many requests of this app, subscription, operation or API are under way at once. It took nothing of limits and quota.',
    causes: [
      'New requests are sent before earlier ones are answered.',
      'Streams are left open.',
      'The API answers slower than usual, so that more requests wait.',
    ],
    mend: [
      'Wait for answers before sending more, with a pool of a fixed size.',
      'Try again after as many seconds as `Retry-After` says.',
    ],
    example: 'Only 20 requests of an app may be under way at once: wait for answers.',
  },
  custom_policy_failed: {
    meaning:
      'The provider runs code of its own on requests to this API, and that broke or took too long. The request was not let through.',
    causes: [
      'The code threw, was in a loop, or needed more memory than it may have.',
      'Something that it waits for does not answer.',
    ],
    mend: [RETRY, TELL],
    example: 'A custom policy of this API failed. Its provider can find the request by its id.',
  },
  upstream_unreachable: {
    meaning: 'The gateway could make no connection to the API behind it, or may not call its address.',
    causes: [
      'The API is down or restarts.',
      'Its address changed.',
      'The operation kept failing, and is left alone for as long as `Retry-After` says.',
    ],
    mend: [
      RETRY,
      TELL,
      'As the provider, check the upstream in the console; private addresses need `ALLOWED_PRIVATE_UPSTREAMS`.',
    ],
  },
  upstream_untrusted: {
    meaning: 'The gateway and the API behind it could not agree by TLS on who they are, so nothing was sent.',
    causes: [
      'The certificate of the API has expired, is for another name, or comes from an authority that the gateway does not trust.',
      'The API asks for a certificate that the gateway does not have, or does not take the one it has.',
    ],
    mend: [
      TELL,
      'As the provider, see under *APIs → version → Upstream* what is wrong with which target; authorities, name and client certificate are set there.',
    ],
  },
  upstream_invalid_response: {
    meaning: 'The API behind the gateway answered something that is not valid HTTP, or broke off.',
    causes: ['The API crashed while answering.', 'Its answer has contradicting lengths or headers.'],
    mend: [RETRY, TELL, 'As the provider, look for the request id in the log of the API.'],
  },
  not_cached: {
    meaning: 'Only a cached answer was asked for, by `Cache-Control: only-if-cached`, and none is fit.',
    causes: ['Nobody asked before.', 'The answer that was kept is past its time, or was let go.'],
    mend: ['Leave out `only-if-cached`, so that the API behind the gateway is asked.'],
  },
  upstream_timeout: {
    meaning: 'The API behind the gateway took longer than the provider allows.',
    causes: ['The request asks for a lot.', 'The API is overloaded.'],
    mend: [
      'Ask for less at once, such as a smaller page.',
      'Try again only if the call may safely be made twice.',
      'As the provider, raise the timeouts of the API version, or make the API faster.',
    ],
  },
  overloaded: {
    meaning:
      'Too many requests are under way. The gateway refuses early, so that the others are served well.',
    causes: ['A burst of traffic.'],
    mend: ['Wait as long as `Retry-After` says.', RETRY],
  },
  not_ready: {
    meaning: 'The gateway does not know enough yet to answer this request.',
    causes: [
      'It has just started.',
      'Its configuration is known to be incomplete, so an unknown key may be a new one.',
    ],
    mend: [RETRY, 'As the operator, look at `/readyz` on the admin port: it says what is missing.'],
  },
  usage_not_recordable: {
    meaning: 'The gateway cannot record usage right now, and serves nothing that would have to be counted.',
    causes: ['The disk of the gateway is full or broken.', 'ClickHouse has taken no usage for too long.'],
    mend: [
      RETRY,
      'As the operator, make room in `GATEWAY_DATA_DIR`; `/status` on the admin port shows the spool.',
    ],
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
