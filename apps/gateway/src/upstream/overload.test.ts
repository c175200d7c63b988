import { startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

test('more calls than an upstream may have under way are overloaded at once, and cost no allowance', async () => {
  const rig = await startGatewayRig(
    (env) =>
      startWorker(readConfig(env), createLogger('silent', 'test'), {
        connectionLimits: { maxConnections: 2, maxWaiting: 0, waitTimeoutMs: 1000 },
      }),
    { plan: { limits: [{ name: 'hour', requests: 10, windowSeconds: 3600 }] } },
  );
  const answers: (() => void)[] = [];
  rig.upstream.script = (socket) =>
    answers.push(() => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'));
  const waiting = [rig.call('/countries/FR'), rig.call('/countries/DE')];
  await waitFor(() => answers.length === 2);
  const refused = await rig.call('/countries/IT');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ code: 'overloaded' });
  for (const answer of answers) answer();
  for (const response of await Promise.all(waiting)) expect(response.status).toBe(200);
  rig.upstream.script = (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  expect((await rig.call('/countries/IT')).headers.get('ratelimit')).toMatch(/^"hour";r=7;/);
  await rig.close();
});
