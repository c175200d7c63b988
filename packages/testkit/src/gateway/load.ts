import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayRig } from './gateway-rig.ts';

/** Callers that call without a pause. */
export interface Load {
  /** Request ids of the answers that arrived whole. */
  readonly got: ReadonlySet<string>;
  /** How many calls were begun. */
  readonly sent: () => number;
  stop(): Promise<void>;
}

/** Lets the upstream note the ids of all requests it answers. */
export function recordServed(rig: GatewayRig): ReadonlySet<string> {
  const served = new Set<string>();
  rig.upstream.script = (socket, { head }) => {
    served.add(/^x-request-id: (\S+)/m.exec(head)?.[1] ?? '');
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  };
  return served;
}

/** Starts callers of a rig's API, each with one call at a time. */
export function startLoad(rig: GatewayRig, callers: number): Load {
  const got = new Set<string>();
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const headers = { 'x-api-key': rig.configuration.token };
  let sent = 0;
  let isOver = false;
  const callOnce = () =>
    new Promise<void>((resolve, reject) => {
      sent++;
      get(rig.url('/countries/FR'), { agent, headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('close', () => {
          if (response.statusCode === 200 && response.complete && text === 'ok') {
            got.add(String(response.headers['x-request-id']));
          }
          resolve();
        });
      }).on('error', reject);
    });
  const running = Array.from({ length: callers }, async () => {
    while (!isOver) await callOnce().catch(() => sleep(5));
  });
  return {
    got,
    sent: () => sent,
    stop: async () => {
      isOver = true;
      await Promise.all(running);
      agent.destroy();
    },
  };
}
