import { Agent, request } from 'undici';
import { createGuardedConnector } from '../upstream/guarded-connect.ts';

const CONNECT_MS = 2000;
const TOTAL_MS = 5000;
const MAX_BYTES = 256 * 1024;
/** What follows the issuer in the address of its discovery document (OpenID Connect Discovery 1.0). */
const DISCOVERY = '/.well-known/openid-configuration';

/**
 * Reads JWKS documents, also by way of an issuer's discovery document: public addresses only, no redirects, five
 * seconds and 256 KiB at most.
 */
export function createJwksReader(allowedPrivateHosts: ReadonlySet<string>) {
  const dispatcher = new Agent({
    connect: createGuardedConnector({ allowedHosts: allowedPrivateHosts, connectTimeoutMs: CONNECT_MS }),
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: 1000,
    maxHeaderSize: 16_384,
    maxResponseSize: MAX_BYTES,
    headersTimeout: TOTAL_MS,
    bodyTimeout: TOTAL_MS,
  });
  const fetchText = async (url: string, signal: AbortSignal): Promise<string> => {
    const headers = { accept: 'application/jwk-set+json, application/json' };
    const answer = await request(url, { dispatcher, headers, signal });
    if (answer.statusCode !== 200) {
      await answer.body.dump().catch(() => {});
      throw new Error(`the issuer answered ${answer.statusCode}`);
    }
    return answer.body.text();
  };
  return {
    read: async (url: string): Promise<string> => {
      const signal = AbortSignal.timeout(TOTAL_MS);
      const text = await fetchText(url, signal);
      return url.endsWith(DISCOVERY) ? fetchText(jwksAddress(url, text), signal) : text;
    },
    close: () => dispatcher.destroy(),
  };
}

function jwksAddress(url: string, text: string): string {
  const { issuer, jwks_uri: found } = JSON.parse(text) as Record<string, unknown>;
  if (typeof issuer !== 'string' || `${issuer.replace(/\/$/, '')}${DISCOVERY}` !== url) {
    throw new Error('the discovery document is of another issuer');
  }
  const address = typeof found === 'string' ? URL.parse(found) : null;
  const isSafe = address?.protocol === 'https:' || (address?.protocol === 'http:' && url.startsWith('http:'));
  if (!address || !isSafe) throw new Error('the discovery document names no https address of keys');
  return address.href;
}
