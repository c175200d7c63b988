import type { HttpLimits } from '../http/limits.ts';
import type { HeadRefusal } from '../http/parse-request-head.ts';
import { isFieldName, isFieldValue } from '../http/wire/header-lines.ts';

/** The head of a request that came over HTTP/2, with one meaning, and its headers as HTTP/1.1 would have them. */
export interface Http2RequestHead {
  readonly method: string;
  readonly target: string;
  /** Names and values in turn, names in lower case; the host is among them, and cookies are one. */
  readonly headers: string[];
  /** What Content-Length says; null when nothing. */
  readonly declaredBytes: number | null;
  readonly expectsContinue: boolean;
  readonly takesTrailers: boolean;
}

type Pseudo = ':method' | ':path' | ':scheme' | ':authority';

/** Belong to one connection, and make a request malformed (RFC 9113, 8.2.2). */
const OF_A_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);
const AUTHORITY = /^[A-Za-z0-9.\-_[\]:]{1,255}$/;
const LENGTH = /^\d{1,15}$/;
/** What a header would have besides name and value in HTTP/1.1, so that the same ceiling means the same. */
const LINE_OVERHEAD = 4;

/** Reads the headers of a request as they came, and refuses what two readers could take differently. */
export function readRequestHead(raw: readonly string[], limits: HttpLimits): Http2RequestHead | HeadRefusal {
  const pseudo = new Map<Pseudo, string>();
  const headers: string[] = [];
  let bytes = 0;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    const value = raw[i + 1] as string;
    bytes += name.length + value.length + LINE_OVERHEAD;
    if (!name.startsWith(':')) headers.push(name, value);
    else if (!isPseudo(name) || pseudo.has(name) || headers.length > 0)
      return badRequest('The pseudo-headers are not valid.');
    else pseudo.set(name, value);
  }
  if (bytes > limits.headBytes) return { code: 'head_too_large', detail: 'The headers are too large.' };
  if (headers.length / 2 > limits.headerCount)
    return { code: 'head_too_large', detail: `At most ${limits.headerCount} headers may be sent.` };
  return readTarget(pseudo, headers, limits);
}

function readTarget(
  pseudo: ReadonlyMap<Pseudo, string>,
  sent: readonly string[],
  limits: HttpLimits,
): Http2RequestHead | HeadRefusal {
  const method = pseudo.get(':method') ?? '';
  const target = pseudo.get(':path') ?? '';
  if (!isFieldName(method) || method === 'CONNECT') return badRequest('The method is not one taken here.');
  if (pseudo.get(':scheme') !== 'https') return badRequest('The :scheme must be https.');
  if (target === '') return badRequest('The :path is missing.');
  if (target.length > limits.targetBytes)
    return { code: 'uri_too_long', detail: `The address may have at most ${limits.targetBytes} bytes.` };
  const authority = pseudo.get(':authority');
  const headers: string[] = authority === undefined ? [] : ['host', authority];
  const rest = readHeaders(sent, headers);
  if ('code' in rest) return rest;
  if (headers[0] !== 'host' || !AUTHORITY.test(headers[1] as string))
    return badRequest('Exactly one valid :authority or Host is needed.');
  return { method, target, headers, ...rest };
}

/** Adds what was sent to `headers`, which may hold the host already. */
function readHeaders(
  sent: readonly string[],
  headers: string[],
): Pick<Http2RequestHead, 'declaredBytes' | 'expectsContinue' | 'takesTrailers'> | HeadRefusal {
  const cookies: string[] = [];
  let declaredBytes: number | null = null;
  let expectsContinue = false;
  let takesTrailers = false;
  for (let i = 0; i < sent.length; i += 2) {
    const name = sent[i] as string;
    const value = sent[i + 1] as string;
    if (!isLowerCaseName(name) || !isFieldValue(value) || value !== value.trim())
      return badRequest('A header is not valid.');
    if (OF_A_CONNECTION.has(name)) return badRequest(`The header ${name} has no place in HTTP/2.`);
    switch (name) {
      case 'host':
        if (headers.length === 0) break;
        if (headers[0] !== 'host' || headers[1]?.toLowerCase() !== value.toLowerCase())
          return badRequest('The :authority and the Host header differ.');
        continue;
      case 'te':
        if (value.toLowerCase() !== 'trailers') return badRequest('The only TE taken is "trailers".');
        takesTrailers = true;
        break;
      case 'content-length':
        if (declaredBytes !== null || !LENGTH.test(value))
          return badRequest('The Content-Length header is not one number.');
        declaredBytes = Number(value);
        break;
      case 'expect':
        if (value.toLowerCase() !== '100-continue')
          return badRequest('The only Expect taken is "100-continue".');
        expectsContinue = true;
        break;
      case 'cookie':
        cookies.push(value);
        continue;
      default:
    }
    headers.push(name, value);
  }
  // RFC 9113, 8.2.3: what was split for compression is one header for everybody else.
  if (cookies.length > 0) headers.push('cookie', cookies.join('; '));
  return { declaredBytes, expectsContinue, takesTrailers };
}

function isPseudo(name: string): name is Pseudo {
  return name === ':method' || name === ':path' || name === ':scheme' || name === ':authority';
}

function isLowerCaseName(name: string): boolean {
  return isFieldName(name) && name === name.toLowerCase();
}

function badRequest(detail: string): HeadRefusal {
  return { code: 'bad_request', detail };
}
