import { z } from 'zod';

/** What is spoken to an upstream: HTTP/1.1, HTTP/2 over TLS, or HTTP/2 without, begun at once. */
export const UpstreamProtocol = z.enum(['http1', 'h2', 'h2c'], 'must be http1, h2 or h2c');
export type UpstreamProtocol = z.infer<typeof UpstreamProtocol>;

/** Why a protocol cannot be spoken to one of these addresses; null when it can to all of them. */
export function protocolProblem(protocol: UpstreamProtocol, urls: readonly string[]): string | null {
  if (protocol === 'http1') return null;
  const scheme = protocol === 'h2' ? 'https:' : 'http:';
  const other = urls.find((url) => URL.parse(url)?.protocol !== scheme);
  if (other === undefined) return null;
  return protocol === 'h2'
    ? `h2 is spoken over TLS: ${other} must begin with https://, or take h2c`
    : `h2c is spoken without TLS: ${other} must begin with http://, or take h2`;
}
