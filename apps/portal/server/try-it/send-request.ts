import 'server-only';
import type { TryAnswer, TryFailure, TryInput } from '../../shell/try/try-message.ts';
import { credentialHeaders } from './credential-headers.ts';

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 1_000_000;

// The connection's own, the credential's, and what would tell the gateway another origin than ours.
const REFUSED_HEADERS =
  /^(host|connection|content-length|transfer-encoding|te|trailer|upgrade|keep-alive|expect|cookie|proxy-.*|x-forwarded-.*|forwarded|via|x-api-key|authorization|apikey|signature|signature-input|content-digest|accept-encoding)$/i;

/** Sends a reader's request to the gateway with their credential; follows no redirect, and stops at a size and a time. */
export async function sendRequest(target: URL, input: TryInput): Promise<TryAnswer | TryFailure> {
  const startedAt = performance.now();
  const body = input.method === 'GET' || input.method === 'HEAD' ? null : input.body;
  try {
    const response = await fetch(target, {
      method: input.method,
      headers: headersOf(input.headers, credentialHeaders(target, input, body)),
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { bytes, isCut } = await readCapped(response);
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: isText(response.headers.get('content-type')) ? new TextDecoder().decode(bytes) : null,
      sizeBytes: bytes.byteLength,
      isCut,
      durationMs: performance.now() - startedAt,
    };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return {
      failure: isLate
        ? `The gateway did not answer within ${TIMEOUT_MS / 1000} seconds. Try again, or send it with curl.`
        : 'The gateway could not be reached from here. Try again in a moment, or send it with curl.',
    };
  }
}

function headersOf(headers: TryInput['headers'], credential: [string, string][]): Headers {
  const sent = new Headers();
  for (const [name, value] of headers) {
    if (!REFUSED_HEADERS.test(name) && /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && !/[\r\n\0]/.test(value)) {
      sent.append(name, encodeHeader(value));
    }
  }
  for (const [name, value] of credential) sent.set(name, encodeHeader(value));
  return sent;
}

/** Header values are bytes: anything beyond Latin-1 is left out rather than thrown at. */
function encodeHeader(value: string): string {
  return value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}

async function readCapped(response: Response): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES), isCut: size > MAX_ANSWER_BYTES };
}

function isText(contentType: string | null): boolean {
  return contentType === null || /^text\/|json|xml|yaml|javascript|x-www-form-urlencoded/i.test(contentType);
}
