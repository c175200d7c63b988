import { Agent, request } from 'undici';
import { createGuardedConnector } from '../upstream/guarded-connect.ts';

const CONNECT_MS = 2000;
const TOTAL_MS = 5000;
const MAX_BYTES = 256 * 1024;

/** Reads JWKS documents: public addresses only, no redirects, five seconds and 256 KiB at most. */
export function createJwksReader(allowedPrivateHosts: ReadonlySet<string>) {
  const dispatcher = new Agent({
    connect: createGuardedConnector(allowedPrivateHosts, CONNECT_MS),
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: 1000,
    maxHeaderSize: 16_384,
    maxResponseSize: MAX_BYTES,
    headersTimeout: TOTAL_MS,
    bodyTimeout: TOTAL_MS,
  });
  return {
    read: async (url: string): Promise<string> => {
      const headers = { accept: 'application/jwk-set+json, application/json' };
      const answer = await request(url, { dispatcher, headers, signal: AbortSignal.timeout(TOTAL_MS) });
      if (answer.statusCode !== 200) {
        await answer.body.dump().catch(() => {});
        throw new Error(`the issuer answered ${answer.statusCode}`);
      }
      return answer.body.text();
    },
    close: () => dispatcher.destroy(),
  };
}
