import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from '../../process/logger.ts';
import { AccessLog } from './access-log.ts';
import type { RequestOutcome } from './usage-facts.ts';

function collect() {
  const lines: Record<string, unknown>[] = [];
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      for (const line of String(chunk).trim().split('\n')) lines.push(JSON.parse(line));
      done();
    },
  });
  return { lines, out };
}

const outcome = {
  exchange: { head: { method: 'GET', target: '/world/v1/countries?key=canary' } },
  location: {
    tenant: { record: { slug: 'atlas' } },
    version: { basePath: '/world/v1' },
    operation: { template: '/countries' },
  },
  principal: { appId: 'app_1', keyId: 'key_1', environment: 'live' },
  forwarding: { attempts: 1 },
  startedAt: performance.now(),
  forwardedAt: performance.now(),
  status: 200,
  problem: '',
  requestId: 'req_1',
  traceId: '0af7651916cd43dd8448eb211c80319c',
} as unknown as RequestOutcome;

test('a request is a line that names its route, and neither its address nor its query', async () => {
  const { lines, out } = collect();
  const log = new AccessLog({ ratio: 1, part: 'test', out });
  log.onEnd(outcome);
  await log.close();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    msg: 'request',
    requestId: 'req_1',
    tenant: 'atlas',
    method: 'GET',
    route: '/world/v1/countries',
    status: 200,
    app: 'app_1',
    credential: 'key_1',
    attempts: 1,
  });
  expect(JSON.stringify(lines)).not.toContain('canary');
});

test('a request that reached no tenant has a line, and the ratio says how many have one', async () => {
  const { lines, out } = collect();
  let next = 0;
  const log = new AccessLog({ ratio: 0.5, part: 'test', out, random: () => next++ % 2 });
  const nowhere = { ...outcome, location: null, principal: null, forwarding: null, status: 404 };
  for (let i = 0; i < 10; i++) log.onEnd(nowhere as unknown as RequestOutcome);
  await log.close();
  expect(lines).toHaveLength(5);
  expect(lines[0]).not.toHaveProperty('tenant');
});

test('no field that is called like a secret is shown, however deep it stands', () => {
  const { lines, out } = collect();
  const logger = createLogger('info', 'test', out);
  const secrets = { authorization: 'canary', cookie: 'canary', 'x-api-key': 'canary', token: 'canary' };
  logger.info({ ...secrets, request: { query: '?a=canary', headers: secrets }, password: 'canary' }, 'hello');
  expect(lines[0]).toMatchObject({ msg: 'hello', authorization: '[hidden]' });
  expect(JSON.stringify(lines)).not.toContain('canary');
});
