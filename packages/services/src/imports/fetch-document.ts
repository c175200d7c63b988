import { lookup } from 'node:dns';
import { DomainError } from '@tollgate/domain/errors';
import { isPrivateAddress } from '@tollgate/domain/private-address';
import { defaultImportLimits } from '@tollgate/openapi/limits';
import { Agent, request } from 'undici';
import type { ServiceSettings } from '../context/ctx.ts';

export interface FetchLimits {
  /** From the first look-up to the last byte. */
  timeoutMs: number;
  maxBytes: number;
}

const DEFAULT_LIMITS: FetchLimits = { timeoutMs: 20_000, maxBytes: defaultImportLimits.maxBytes };

function refuse(message: string, fix: string): DomainError {
  return new DomainError('openapi_invalid', {
    detail: `${message} ${fix}`,
    errors: [{ location: 'url', message, fix }],
  });
}

/** An agent whose every connection goes to a public address, or to a host and port the operator allowed. */
function guardedAgent(isAllowed: boolean): Agent {
  return new Agent({
    connectTimeout: 5000,
    connect: {
      // The check is here, at the resolution that connects, so a name cannot change its address in between.
      lookup: (hostname, options, callback) => {
        lookup(hostname, { ...options, all: true }, (error, addresses) => {
          if (error) return callback(error, []);
          if (!isAllowed && addresses.some((entry) => isPrivateAddress(entry.address))) {
            return callback(new Error('points to a private address'), []);
          }
          callback(null, addresses);
        });
      },
    },
  });
}

/** Fetches a document: http(s), public addresses only, no redirects, 25 MB and 20 s at most. */
export async function fetchDocument(
  settings: ServiceSettings,
  address: string,
  limits?: Partial<FetchLimits>,
): Promise<Uint8Array> {
  const { timeoutMs, maxBytes } = { ...DEFAULT_LIMITS, ...limits };
  const url = new URL(address);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isAllowed = settings.allowedPrivateUpstreams.includes(`${host}:${port}`);
  // A literal address is connected to without a look-up, so it is checked here.
  if (!isAllowed && /^[\d.]+$|:/.test(host) && isPrivateAddress(host)) {
    throw refuse(`${host} is a private address.`, 'Paste the document or upload it as a file.');
  }
  const agent = guardedAgent(isAllowed);
  try {
    const answer = await request(url, { dispatcher: agent, signal: AbortSignal.timeout(timeoutMs) });
    if (answer.statusCode !== 200) {
      throw refuse(
        `The address answered ${answer.statusCode}.`,
        'Give the address that serves the document itself.',
      );
    }
    return await readCapped(answer.body, maxBytes);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const reason = error instanceof Error ? error.message : 'unknown failure';
    throw refuse(`The document could not be fetched: ${reason}.`, 'Check the address, or upload the file.');
  } finally {
    await agent.destroy();
  }
}

async function readCapped(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw refuse(
        `The document is larger than ${maxBytes / 1024 / 1024} MB.`,
        'Leave examples out, or split it by product.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
