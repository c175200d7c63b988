import { HeaderLines, isFieldName, isFieldValue } from '../../http/wire/header-lines.ts';
import type { ParsedResponseHead } from '../client/parse-response-head.ts';

const STATUS = /^[2-5]\d\d$/;
const LENGTH = /^\d{1,15}$/;
/** What a header has besides name and value in HTTP/1.1, so that the same ceiling means the same. */
const LINE_OVERHEAD = 4;
/** Frame a message, or say what would have to be known before its body. */
const NOT_IN_TRAILERS: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'content-range',
  'content-type',
  'host',
  'set-cookie',
  'trailer',
  'transfer-encoding',
]);

/** Reads the headers of an answer as they came, names and values in turn; null when they are not one. */
export function readResponseHead(raw: readonly string[], mostBytes: number): ParsedResponseHead | null {
  let status: number | null = null;
  let bodyLength: ParsedResponseHead['bodyLength'] = 'until_close';
  const headers: string[] = [];
  if (sizeOf(raw) > mostBytes) return null;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    const value = raw[i + 1] as string;
    if (name === ':status' && status === null && STATUS.test(value)) {
      status = Number(value);
      continue;
    }
    if (!isFieldName(name) || !isFieldValue(value)) return null;
    if (name === 'content-length') {
      if (bodyLength !== 'until_close' || !LENGTH.test(value)) return null;
      bodyLength = Number(value);
    }
    headers.push(name, value);
  }
  if (status === null) return null;
  return { status, lines: HeaderLines.of(headers), bodyLength, isKeptAlive: true, idleTimeoutMs: null };
}

/** What of an answer's trailers may be passed on, names and values in turn; null when they are too large. */
export function readTrailers(raw: readonly string[], mostBytes: number): string[] | null {
  if (sizeOf(raw) > mostBytes) return null;
  const trailers: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    const value = raw[i + 1] as string;
    if (isFieldName(name) && isFieldValue(value) && !NOT_IN_TRAILERS.has(name)) trailers.push(name, value);
  }
  return trailers;
}

function sizeOf(raw: readonly string[]): number {
  let bytes = 0;
  for (const text of raw) bytes += text.length + LINE_OVERHEAD / 2;
  return bytes;
}
