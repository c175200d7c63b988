import { importProblem } from '../import-problem.ts';

const megabyte = 1024 * 1024;

/** The text of an UTF-8 document, without its byte order mark; anything else is an import problem. */
export function decodeText(bytes: Uint8Array, maxBytes: number): string {
  refuseOversized(bytes.byteLength, maxBytes);
  if (bytes[0] === 0xff || bytes[0] === 0xfe) throw notUtf8('starts with an UTF-16 byte order mark');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw notText('a gzip archive');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) throw notText('a zip archive');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8('is not valid UTF-8');
  }
}

/** Refuses a document by its size alone, so that nobody needs to read it first. */
export function refuseOversized(byteLength: number, maxBytes: number): void {
  if (byteLength <= maxBytes) return;
  throw importProblem(
    'document',
    `The document is ${toMegabytes(byteLength)} MB; at most ${toMegabytes(maxBytes)} MB are accepted.`,
    'Split the API into several documents, or remove large examples.',
  );
}

function toMegabytes(bytes: number): string {
  return String(Math.ceil((bytes / megabyte) * 10) / 10);
}

function notUtf8(what: string) {
  return importProblem(
    'document',
    `The document ${what}.`,
    'Save the document as UTF-8 and import it again.',
  );
}

function notText(what: string) {
  return importProblem(
    'document',
    `The document is ${what}, not text.`,
    'Unpack it and import the OpenAPI document inside.',
  );
}
