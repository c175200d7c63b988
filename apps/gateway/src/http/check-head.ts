import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import type { HttpLimits } from './limits.ts';

export interface HeadRefusal {
  readonly code: GatewayProblemCode;
  readonly detail: string;
}

/**
 * Looks for what a parser lets pass and two servers could read differently. `names` are in lower case.
 * Returns undefined when the head has one meaning.
 */
export function checkHead(
  target: string,
  headers: readonly string[],
  names: readonly string[],
  limits: HttpLimits,
): HeadRefusal | undefined {
  if (target.length > limits.targetBytes) {
    return { code: 'uri_too_long', detail: `The address may have at most ${limits.targetBytes} bytes.` };
  }
  if (names.length > limits.headerCount) {
    return { code: 'head_too_large', detail: `At most ${limits.headerCount} headers may be sent.` };
  }
  let hosts = 0;
  let lengths = 0;
  let encodings = 0;
  for (let i = 0; i < names.length; i++) {
    const value = headers[2 * i + 1] as string;
    switch (names[i]) {
      case 'host':
        hosts++;
        if (!/^[A-Za-z0-9.\-_[\]:]{0,255}$/.test(value)) return badRequest('The Host header is not valid.');
        break;
      case 'content-length':
        lengths++;
        if (!/^\d{1,15}$/.test(value)) return badRequest('The Content-Length header is not a number.');
        break;
      case 'transfer-encoding':
        encodings++;
        if (value.toLowerCase() !== 'chunked')
          return badRequest('The only Transfer-Encoding taken is "chunked".');
        break;
      case 'expect':
        if (value.toLowerCase() !== '100-continue')
          return badRequest('The only Expect taken is "100-continue".');
        break;
      default:
    }
  }
  if (hosts !== 1) return badRequest('Exactly one Host header is needed.');
  if (lengths > 1) return badRequest('Content-Length was sent more than once.');
  if (encodings > 1) return badRequest('Transfer-Encoding was sent more than once.');
  if (lengths + encodings > 1) return badRequest('Content-Length and Transfer-Encoding were sent together.');
  return undefined;
}

function badRequest(detail: string): HeadRefusal {
  return { code: 'bad_request', detail };
}
