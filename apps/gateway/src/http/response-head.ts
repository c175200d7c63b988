import { STATUS_CODES } from 'node:http';
import type { PassedHeaders } from './exchange.ts';
import { checkField } from './wire/header-lines.ts';

/** How a response tells where its body ends; what follows a change of protocol ends with the connection. */
export type BodyFraming = 'length' | 'chunks' | 'close' | 'none';

/** A response's head as it goes over the wire, in Latin-1, and how its body is framed. */
export interface ResponseHead {
  readonly text: string;
  readonly framing: BodyFraming;
}

export interface ResponseHeadChoices {
  /** Whether the request was HEAD, whose answer has no body whatever its headers say. */
  readonly isHead: boolean;
  readonly takesChunks: boolean;
  readonly isKeptAlive: boolean;
}

const startLines = new Map<number, string>();

/** Writes a response's head with a Date and its framing. Throws when a header could not be sent as it is. */
export function writeResponseHead(
  status: number,
  headers: readonly string[],
  choices: ResponseHeadChoices,
): ResponseHead {
  let lines = '';
  let hasLength = false;
  let hasDate = false;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    checkField(name, value);
    if (name === 'content-length') hasLength = true;
    else if (name === 'date') hasDate = true;
    lines += `${name}: ${value}\r\n`;
  }
  return withFraming(status, lines, hasLength, hasDate, choices);
}

/** The same for an answer that is passed on. */
export function writePassedHead(
  status: number,
  headers: PassedHeaders,
  choices: ResponseHeadChoices,
): ResponseHead {
  return withFraming(status, headers.toText(), headers.hasLength, headers.hasDate, choices);
}

function withFraming(
  status: number,
  lines: string,
  hasLength: boolean,
  hasDate: boolean,
  { isHead, takesChunks, isKeptAlive }: ResponseHeadChoices,
): ResponseHead {
  if (status === 101) {
    return {
      text: `${startLine(status)}${lines}connection: upgrade\r\nupgrade: websocket\r\n\r\n`,
      framing: 'close',
    };
  }
  const framing = framingOf(isHead || status === 204 || status === 304, hasLength, takesChunks);
  let text = startLine(status) + lines;
  if (framing === 'chunks') text += 'transfer-encoding: chunked\r\n';
  if (!hasDate) text += dateLine();
  text += isKeptAlive && framing !== 'close' ? '\r\n' : 'connection: close\r\n\r\n';
  return { text, framing };
}

function framingOf(isBodyless: boolean, hasLength: boolean, takesChunks: boolean): BodyFraming {
  if (isBodyless) return 'none';
  if (hasLength) return 'length';
  return takesChunks ? 'chunks' : 'close';
}

function startLine(status: number): string {
  let line = startLines.get(status);
  if (line === undefined) {
    line = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}\r\n`;
    startLines.set(status, line);
  }
  return line;
}

let date = '';
let dateSecond = 0;

// RFC 9110, 6.6.1: who passes a response on dates one that has no date.
function dateLine(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    date = `date: ${new Date(second * 1000).toUTCString()}\r\n`;
  }
  return date;
}
