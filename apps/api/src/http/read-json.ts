import { DomainError } from '@tollgate/domain/errors';
import { jsonDepth } from './json-depth.ts';

const MAX_DEPTH = 64;

/** Reads a JSON body of at most `maxBytes`; throws `payload_too_large` or `malformed_body`. No body is undefined. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text === '') return undefined;
  if (jsonDepth(text, MAX_DEPTH) > MAX_DEPTH) {
    throw new DomainError('malformed_body', {
      detail: `The body is nested more than ${MAX_DEPTH} levels deep.`,
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError('malformed_body', {
      detail: 'The body is not JSON. Check its quotes, commas and brackets.',
    });
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = new DomainError('payload_too_large', {
    detail: `The body may have ${maxBytes} bytes at most.`,
  });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge;
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new DomainError('malformed_body', { detail: 'The body is not UTF-8 text.' });
  }
}
