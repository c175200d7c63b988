import type { GatewayProblemCode } from '@tollgate/domain/problem-codes';
import type { HttpLimits } from './limits.ts';
import { endOfToken, type HeaderLines, isLineEnd, parseHeaderLines } from './wire/header-lines.ts';

export interface HeadRefusal {
  readonly code: GatewayProblemCode;
  readonly detail: string;
}

/** A request's head with one meaning. */
export interface ParsedRequestHead {
  readonly lines: HeaderLines;
  readonly method: string;
  readonly target: string;
  /** Bytes of the body; 0 when there is none, null when it is chunked. */
  readonly bodyBytes: number | null;
  readonly expectsContinue: boolean;
  /** Whether the client will take another response on this connection. */
  readonly isKeptAlive: boolean;
  /** With which a WebSocket is asked for (RFC 6455, 4.1); null when none is. */
  readonly webSocketKey: string | null;
  /** HTTP/1.0 knows no chunks. */
  readonly takesChunks: boolean;
}

const SPACE = 0x20;
const DELETE = 0x7f;
const ZERO = 0x30;
const VERSION_START = 'HTTP/1.';
const VERSION_BYTES = VERSION_START.length + 1;
const HOST = /^[A-Za-z0-9.\-_[\]:]{0,255}$/;
const LENGTH = /^\d{1,15}$/;
const CLOSE = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;

const NOT_HTTP = badRequest('The request is not valid HTTP/1.1.');

/**
 * Reads a request's head, the first `length` bytes with its empty line, and refuses what two servers could read
 * differently (RFC 9112, 11.2).
 */
export function parseRequestHead(
  bytes: Buffer,
  length: number,
  limits: HttpLimits,
): ParsedRequestHead | HeadRefusal {
  // One empty line before a request is read over (RFC 9112, 2.2).
  const start = isLineEnd(bytes, 0) ? 2 : 0;
  const methodEnd = endOfToken(bytes, start);
  if (methodEnd === start || bytes[methodEnd] !== SPACE) return NOT_HTTP;
  const targetEnd = endOfTarget(bytes, methodEnd + 1);
  if (targetEnd === methodEnd + 1 || bytes[targetEnd] !== SPACE) return NOT_HTTP;
  const text = bytes.toString('latin1', 0, length);
  const minor = minorVersion(bytes, text, targetEnd + 1);
  if (minor === null) return NOT_HTTP;
  if (targetEnd - methodEnd - 1 > limits.targetBytes) {
    return { code: 'uri_too_long', detail: `The address may have at most ${limits.targetBytes} bytes.` };
  }
  const lines = parseHeaderLines(bytes, text, targetEnd + 1 + VERSION_BYTES + 2, length);
  if (!lines) return NOT_HTTP;
  const method = text.slice(start, methodEnd);
  if (method === 'CONNECT') return badRequest('CONNECT is not taken here.');
  if (lines.names.length > limits.headerCount) {
    return { code: 'head_too_large', detail: `At most ${limits.headerCount} headers may be sent.` };
  }
  return withFraming(method, text.slice(methodEnd + 1, targetEnd), minor === 1, lines);
}

// Bytes beyond ASCII are let through to whoever makes paths canonical, and says what is wrong with them.
function endOfTarget(bytes: Uint8Array, from: number): number {
  let at = from;
  while ((bytes[at] as number) > SPACE && bytes[at] !== DELETE) at++;
  return at;
}

function minorVersion(bytes: Uint8Array, text: string, at: number): number | null {
  if (!text.startsWith(VERSION_START, at) || !isLineEnd(bytes, at + VERSION_BYTES)) return null;
  const minor = (bytes[at + VERSION_BYTES - 1] as number) - ZERO;
  return minor === 0 || minor === 1 ? minor : null;
}

function withFraming(
  method: string,
  target: string,
  isNewest: boolean,
  lines: HeaderLines,
): ParsedRequestHead | HeadRefusal {
  const { names } = lines;
  let hosts = 0;
  let lengths = 0;
  let encodings = 0;
  let bodyBytes: number | null = 0;
  let expectsContinue = false;
  let isKeptAlive = isNewest;
  let isUpgradeAsked = false;
  for (let i = 0; i < names.length; i++) {
    switch (names[i]) {
      case 'host':
        hosts++;
        if (!HOST.test(lines.value(i))) return badRequest('The Host header is not valid.');
        break;
      case 'content-length':
        lengths++;
        if (!LENGTH.test(lines.value(i))) return badRequest('The Content-Length header is not a number.');
        bodyBytes = Number(lines.value(i));
        break;
      case 'transfer-encoding':
        encodings++;
        if (lines.value(i).toLowerCase() !== 'chunked' || !isNewest)
          return badRequest('The only Transfer-Encoding taken is "chunked", in HTTP/1.1.');
        bodyBytes = null;
        break;
      case 'expect':
        if (lines.value(i).toLowerCase() !== '100-continue')
          return badRequest('The only Expect taken is "100-continue".');
        expectsContinue = isNewest;
        break;
      case 'connection':
        if (isKeptAlive && CLOSE.test(lines.value(i))) isKeptAlive = false;
        break;
      case 'upgrade':
        isUpgradeAsked = isNewest;
        break;
      default:
    }
  }
  if (hosts !== 1) return badRequest('Exactly one Host header is needed.');
  if (lengths > 1) return badRequest('Content-Length was sent more than once.');
  if (encodings > 1) return badRequest('Transfer-Encoding was sent more than once.');
  if (lengths + encodings > 1) return badRequest('Content-Length and Transfer-Encoding were sent together.');
  return {
    method,
    target,
    lines,
    bodyBytes,
    expectsContinue,
    isKeptAlive,
    webSocketKey: isUpgradeAsked && method === 'GET' && bodyBytes === 0 ? webSocketKey(lines) : null,
    takesChunks: isNewest,
  };
}

const WEB_SOCKET_KEY = /^[A-Za-z0-9+/]{22}==$/;
const UPGRADE_TOKEN = /(?:^|,)[ \t]*upgrade[ \t]*(?:,|$)/i;

// Whatever else is asked for in place of HTTP/1.1 is not offered, and so the request is answered in HTTP/1.1.
function webSocketKey(lines: HeaderLines): string | null {
  const keys = lines.values('sec-websocket-key');
  const isAsked =
    lines.values('upgrade').join().toLowerCase() === 'websocket' &&
    lines.values('connection').some((value) => UPGRADE_TOKEN.test(value)) &&
    lines.values('sec-websocket-version').join() === '13' &&
    keys.length === 1 &&
    WEB_SOCKET_KEY.test(keys[0] as string);
  return isAsked ? (keys[0] as string) : null;
}

function badRequest(detail: string): HeadRefusal {
  return { code: 'bad_request', detail };
}
