import type { RequestHead } from '../exchange.ts';
import { HeaderLines } from './header-lines.ts';

/** A request's head as a codec gives it, for tests. `headers` are names, in lower case, and values in turn. */
export function makeHead(method: string, headers: readonly string[] = []): RequestHead {
  return {
    method,
    target: '/',
    lines: HeaderLines.of(headers),
    peerAddress: '192.0.2.1',
    isTls: false,
    webSocketKey: null,
  };
}
