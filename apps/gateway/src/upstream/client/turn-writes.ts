import type { Socket } from 'node:net';

let sockets: Socket[] = [];
let texts: string[] = [];

/**
 * Writes a text, in Latin-1, at the end of this turn of the event loop, together with those of all other sockets: an
 * upstream that sleeps is woken once a turn and not once a request.
 */
export function writeAtEndOfTurn(socket: Socket, text: string): void {
  if (sockets.length === 0) setImmediate(writeAll);
  sockets.push(socket);
  texts.push(text);
}

function writeAll(): void {
  const [to, what] = [sockets, texts];
  sockets = [];
  texts = [];
  for (let i = 0; i < to.length; i++) {
    const socket = to[i] as Socket;
    if (!socket.destroyed) socket.write(what[i] as string, 'latin1');
  }
}
