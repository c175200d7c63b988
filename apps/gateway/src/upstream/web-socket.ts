import { createHash } from 'node:crypto';
import type { Exchange, RequestHead } from '../http/exchange.ts';
import type { HeaderLines } from '../http/wire/header-lines.ts';

/** RFC 6455, 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The lines that ask an upstream for the WebSocket its client asked for. */
export function upgradeLines({ tunnel }: Exchange): string {
  return tunnel === null ? '' : 'connection: upgrade\r\nupgrade: websocket\r\n';
}

/** Whether a 101 is the answer to this request: by the key it proves that the upstream speaks WebSocket (RFC 6455, 4.1). */
export function isAccepted({ webSocketKey }: RequestHead, lines: HeaderLines): boolean {
  if (webSocketKey === null || lines.values('upgrade').join().toLowerCase() !== 'websocket') return false;
  const expected = createHash('sha1')
    .update(webSocketKey + GUID)
    .digest('base64');
  return lines.values('sec-websocket-accept').join() === expected;
}
