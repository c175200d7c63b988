import { CONTINUE, type PolicyHandler, type PolicyRequest } from '../policy.ts';
import type { RequestSizeConfig } from './schema.ts';

/** Makes the handler of the request-size policy. */
export function createRequestSizeHandler(): PolicyHandler<RequestSizeConfig> {
  return (request, { maxBodyBytes, maxHeadBytes }) => {
    if (maxHeadBytes !== undefined && headBytes(request) > maxHeadBytes) {
      return {
        kind: 'reject',
        problem: 'head_too_large',
        detail: `All headers together may have at most ${maxHeadBytes} bytes.`,
      };
    }
    if (maxBodyBytes === undefined) return CONTINUE;
    if ((request.declaredBytes ?? 0) > maxBodyBytes) {
      return {
        kind: 'reject',
        problem: 'body_too_large',
        detail: `The body may have at most ${maxBodyBytes} bytes.`,
      };
    }
    // A body of unknown length is cut off by whoever reads it.
    return { kind: 'continue', maxBodyBytes };
  };
}

function headBytes(request: PolicyRequest): number {
  const { headers } = request;
  let bytes = 0;
  for (const text of headers) bytes += text.length;
  // A colon, a blank and a line end with each.
  return bytes + 2 * headers.length;
}
