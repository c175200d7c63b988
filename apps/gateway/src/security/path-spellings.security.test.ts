import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { makeConfiguration } from '@tollgate/testkit/gateway/make-configuration';
import { SECRET_SPELLINGS } from '@tollgate/testkit/gateway/path-spellings';
import { sendRaw } from '@tollgate/testkit/gateway/raw-client';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

/** The key of the rig opens `/world/v1/countries…`; `/beta/v1/secret` belongs to another app. */
let rig: GatewayRig;
beforeAll(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')));
  const beta = makeConfiguration({ name: 'beta', upstreamUrl: rig.upstream.url });
  const { tenant } = rig.configuration;
  rig.feed.commit([
    {
      ...beta.version,
      tenantId: tenant.id,
      basePath: '/beta/v1',
      operations: [{ id: 'opn_secret', operationId: 'secret', method: 'GET', template: '/secret' }],
    },
    { ...beta.product, tenantId: tenant.id },
  ]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
});
afterAll(() => rig.close());

describe('no spelling of a path opens a route the key does not', () => {
  test.each(SECRET_SPELLINGS)('%s', async (target) => {
    const before = rig.upstream.requests.length;
    const lines = [`GET ${target} HTTP/1.1`, 'Host: api', `X-API-Key: ${rig.configuration.token}`];
    const answer = await sendRaw(rig.gateway.port, Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), {
      quietMs: 100,
    });
    expect([400, 403, 404]).toContain(answer.status);
    expect(rig.upstream.requests).toHaveLength(before);
  });
});

test('letters that need no escape are unescaped once, and what is matched is what is forwarded', async () => {
  const lines = [
    'GET /atlas/world/v1/%63ountries/caf%c3%a9%20%2D?q=%2e%2e HTTP/1.1',
    'Host: api',
    `X-API-Key: ${rig.configuration.token}`,
  ];
  const answer = await sendRaw(rig.gateway.port, `${lines.join('\r\n')}\r\n\r\n`);
  expect(answer.status).toBe(200);
  expect(rig.upstream.requests.at(-1)?.head).toMatch(/^GET \/countries\/caf%C3%A9%20-\?q=%2e%2e HTTP\/1\.1/);
});
