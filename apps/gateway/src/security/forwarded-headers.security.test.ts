import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { sendRaw } from '@tollgate/testkit/gateway/raw-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../process/logger.ts';
import { startWorker } from '../worker/start-worker.ts';

let rig: GatewayRig;
beforeAll(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')));
});
afterAll(() => rig.close());

async function send(lines: string[]) {
  const before = rig.upstream.requests.length;
  const start = ['GET /atlas/world/v1/countries/FR HTTP/1.1', 'Host: api.example'];
  const key = lines.some((line) => /^(authorization|apikey|x-api-key):.*tg_/i.test(line))
    ? []
    : [`X-API-Key: ${rig.configuration.token}`];
  const answer = await sendRaw(rig.gateway.port, `${[...start, ...key, ...lines].join('\r\n')}\r\n\r\n`);
  const arrived = rig.upstream.requests[before]?.head ?? '';
  return {
    answer,
    arrived,
    values: (name: string) =>
      [...arrived.matchAll(new RegExp(`^${name}: ?(.*)$`, 'gim'))].map((match) => match[1]),
  };
}

const OURS: [string, RegExp][] = [
  ['tollgate-tenant', /^tnt_atlas$/],
  ['tollgate-app', /^app_atlas$/],
  ['tollgate-subscription', /^sub_atlas$/],
  ['tollgate-plan', /^pln_atlas$/],
  ['x-request-id', /^req_[1-9A-Za-z]{22}$/],
  ['x-forwarded-for', /^127\.0\.0\.1$/],
  ['x-forwarded-host', /^api\.example$/],
  ['x-forwarded-proto', /^http$/],
  ['via', /^1\.1 tollgate-[0-9a-f]{12}$/],
  ['traceparent', /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/],
];

describe('what upstreams trust is there once and always ours', () => {
  test.each(OURS)('%s', async (name, ours) => {
    const spellings = [
      [],
      [`${name}: forged`],
      [`${name.toUpperCase()}: forged`, `${name}: forged`],
      [`Connection: ${name}`],
      [`Connection: close, ${name.toUpperCase()}`, `${name}: forged`],
      [`${name.replaceAll('-', '_')}: forged`],
    ];
    for (const lines of spellings) {
      const { values, answer, arrived } = await send(lines);
      expect(answer.status).toBe(200);
      const found = values(name);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(ours);
      expect(arrived).not.toContain('forged');
    }
  });
});

test('other headers a caller invents under our names do not pass', async () => {
  const { arrived } = await send([
    'Tollgate-Admin: 1',
    'X-Forwarded-Server: 1',
    'X-Real-IP: 1',
    'Forwarded: for=1',
  ]);
  expect(arrived).not.toMatch(/tollgate-admin|x-forwarded-server|x-real-ip|^forwarded:/im);
});

test('hop-by-hop headers end here, and so do those that Connection names', async () => {
  const { arrived, values } = await send([
    'Connection: keep-alive, X-Secret-Hop',
    'X-Secret-Hop: 1',
    'Keep-Alive: timeout=5',
    'TE: trailers',
    'Trailer: x',
    'Upgrade: websocket',
    'Proxy-Authorization: Basic abc',
    'Proxy-Connection: keep-alive',
    'X-Kept: yes',
  ]);
  expect(arrived).not.toMatch(/^(x-secret-hop|keep-alive|te|trailer|upgrade|proxy-\w+):/im);
  expect(values('x-kept')).toEqual(['yes']);
  expect(values('connection')).toEqual([]);
});

test('Connection cannot name away the headers a request needs', async () => {
  const { values, answer } = await send(['Connection: host, x-api-key, content-length']);
  expect(answer.status).toBe(200);
  expect(values('host')).toEqual([`127.0.0.1:${rig.upstream.port}`]);
});

test('a key is never forwarded, whichever header carries it', async () => {
  const { token } = rig.configuration;
  for (const line of [
    `Authorization: Bearer ${token}`,
    `authorization: bearer ${token}`,
    `apikey: ${token}`,
  ]) {
    const { arrived, answer } = await send([line]);
    expect(answer.status).toBe(200);
    expect(arrived).not.toContain(token);
    expect(arrived).not.toMatch(/^(authorization|apikey|x-api-key):/im);
  }
});

test('an Authorization that is meant for the upstream passes beside a key', async () => {
  const { values } = await send(['Authorization: Basic dXBzdHJlYW0=']);
  expect(values('authorization')).toEqual(['Basic dXBzdHJlYW0=']);
});

test('a valid traceparent is continued with a span of ours, an invalid one is replaced', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const { values } = await send([`traceparent: 00-${trace}-00f067aa0ba902b7-01`]);
  expect(values('traceparent')[0]).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  expect(values('traceparent')[0]).not.toContain('00f067aa0ba902b7');
  const broken = await send([`traceparent: 00-${'0'.repeat(32)}-00f067aa0ba902b7-01`]);
  expect(broken.values('traceparent')[0]).not.toContain('0'.repeat(32));
});

test('a request that came through this gateway before is answered 508', async () => {
  const { values } = await send([]);
  const before = rig.upstream.requests.length;
  const { answer } = await send([`Via: 1.1 cdn, ${values('via')[0]}`]);
  expect(answer.status).toBe(508);
  expect(answer.text).toContain('"code":"loop_detected"');
  expect(rig.upstream.requests).toHaveLength(before);
});

test("an upstream's copies of our response headers do not reach the caller", async () => {
  rig.upstream.script = (socket) =>
    socket.write(
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-request-id: theirs\r\ntollgate-app: theirs\r\n' +
        'Connection: x-internal\r\nx-internal: theirs\r\nset-cookie: a=1\r\nset-cookie: b=2\r\nx-kept: yes\r\n\r\nok',
    );
  const { answer } = await send([]);
  expect(answer.text).not.toContain('theirs');
  expect(answer.text.match(/^x-request-id: req_/gim)).toHaveLength(1);
  expect(answer.text.match(/^set-cookie: /gim)).toHaveLength(2);
  expect(answer.text).toContain('x-kept: yes');
});
