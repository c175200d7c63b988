import { type HeaderLines, isFieldValue, parseHeaderLines } from '../../http/header-lines.ts';

/** An upstream's head with one meaning. */
export interface ParsedResponseHead extends HeaderLines {
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

const START = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: ([^\r]*))?\r\n/;
const LENGTH = /^\d{1,15}$/;
const CLOSE = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;
const KEEP_ALIVE_TIMEOUT = /(?:^|,)[ \t]*timeout=(\d{1,9})/i;

/** Reads an upstream's head, its empty line included. Null when it is not valid, or not to be trusted. */
export function parseResponseHead(text: string): ParsedResponseHead | null {
  const start = START.exec(text);
  if (!start || (start[3] !== undefined && !isFieldValue(start[3]))) return null;
  const lines = parseHeaderLines(text, start[0].length);
  if (!lines || lines.names.length > MOST_HEADERS) return null;
  return withFraming(Number(start[2]), start[1] === '1', lines);
}

function withFraming(
  status: number,
  isNewest: boolean,
  { headers, names }: HeaderLines,
): ParsedResponseHead | null {
  let bodyLength: ParsedResponseHead['bodyLength'] = 'until_close';
  let isKeptAlive = isNewest;
  let idleTimeoutMs: number | null = null;
  for (let i = 0; i < names.length; i++) {
    const value = headers[2 * i + 1] as string;
    switch (names[i]) {
      case 'content-length':
        if (bodyLength !== 'until_close' || !LENGTH.test(value)) return null;
        bodyLength = Number(value);
        break;
      case 'transfer-encoding':
        if (bodyLength !== 'until_close' || value.toLowerCase() !== 'chunked' || !isNewest) return null;
        bodyLength = 'chunked';
        break;
      case 'connection':
        if (CLOSE.test(value)) isKeptAlive = false;
        break;
      case 'keep-alive':
        idleTimeoutMs = keepAliveTimeoutMs(value);
        break;
      default:
    }
  }
  return { status, headers, names, bodyLength, isKeptAlive, idleTimeoutMs };
}

function keepAliveTimeoutMs(value: string): number | null {
  const seconds = KEEP_ALIVE_TIMEOUT.exec(value)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
