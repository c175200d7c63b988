import {
  endOfFieldValue,
  type HeaderLines,
  isLineEnd,
  parseHeaderLines,
} from '../../http/wire/header-lines.ts';

/** An upstream's head with one meaning. */
export interface ParsedResponseHead {
  readonly lines: HeaderLines;
  readonly status: number;
  /** Whether another request may follow on its connection. */
  readonly isKeptAlive: boolean;
  /** Bytes of the body, were there one; `chunked`, or `until_close` when only the end of the connection tells. */
  readonly bodyLength: number | 'chunked' | 'until_close';
  /** For how long the upstream keeps an idle connection, by its Keep-Alive header; null when it does not say. */
  readonly idleTimeoutMs: number | null;
}

/** More than any honest answer has. */
const MOST_HEADERS = 200;

const SPACE = 0x20;
const ZERO = 0x30;
const START = 'HTTP/1.';
const STATUS_AT = START.length + 2;
const LENGTH = /^\d{1,15}$/;
const CLOSE = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;
const KEEP_ALIVE_TIMEOUT = /(?:^|,)[ \t]*timeout=(\d{1,9})/i;

/**
 * Reads an upstream's head, the first `length` bytes with its empty line. Null when it is not valid, or not to be
 * trusted.
 */
export function parseResponseHead(bytes: Buffer, length: number): ParsedResponseHead | null {
  const text = bytes.toString('latin1', 0, length);
  const minor = text.charCodeAt(START.length) - ZERO;
  if (!text.startsWith(START) || (minor !== 0 && minor !== 1)) return null;
  const status = statusAt(bytes, STATUS_AT);
  const reasonAt = STATUS_AT + 3;
  const lineEnd = bytes[reasonAt] === SPACE ? endOfFieldValue(bytes, reasonAt) : reasonAt;
  if (status === null || !isLineEnd(bytes, lineEnd)) return null;
  const lines = parseHeaderLines(bytes, text, lineEnd + 2, length);
  if (!lines || lines.names.length > MOST_HEADERS) return null;
  return withFraming(status, minor === 1, lines);
}

// Three digits behind one space, the first of them not 0.
function statusAt(bytes: Uint8Array, at: number): number | null {
  if (bytes[at - 1] !== SPACE || bytes[at] === ZERO) return null;
  let status = 0;
  for (let i = at; i < at + 3; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return null;
    status = status * 10 + digit;
  }
  return status;
}

function withFraming(status: number, isNewest: boolean, lines: HeaderLines): ParsedResponseHead | null {
  const { names } = lines;
  let bodyLength: ParsedResponseHead['bodyLength'] = 'until_close';
  let isKeptAlive = isNewest;
  let idleTimeoutMs: number | null = null;
  for (let i = 0; i < names.length; i++) {
    switch (names[i]) {
      case 'content-length': {
        const value = lines.value(i);
        if (bodyLength !== 'until_close' || !LENGTH.test(value)) return null;
        bodyLength = Number(value);
        break;
      }
      case 'transfer-encoding':
        if (bodyLength !== 'until_close' || lines.value(i).toLowerCase() !== 'chunked' || !isNewest)
          return null;
        bodyLength = 'chunked';
        break;
      case 'connection':
        if (saysClose(lines.value(i))) isKeptAlive = false;
        break;
      case 'keep-alive':
        idleTimeoutMs = keepAliveTimeoutMs(lines.value(i));
        break;
      default:
    }
  }
  return { status, lines, bodyLength, isKeptAlive, idleTimeoutMs };
}

function saysClose(value: string): boolean {
  return value !== 'keep-alive' && CLOSE.test(value);
}

function keepAliveTimeoutMs(value: string): number | null {
  const seconds = KEEP_ALIVE_TIMEOUT.exec(value)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
