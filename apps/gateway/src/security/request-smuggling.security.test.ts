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

const TARGET = '/atlas/world/v1/countries';
const SMUGGLED = 'GET /atlas/world/v1/countries/SMUGGLED HTTP/1.1\r\nHost: a\r\n\r\n';

/** Headers given, with a Host and the key, in front of a body. */
function request(lines: string[], body = '', start = `POST ${TARGET} HTTP/1.1`): string {
  return `${[start, 'Host: api', `X-API-Key: ${rig.configuration.token}`, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

const REFUSED: [string, () => string][] = [
  ['two equal lengths', () => request(['Content-Length: 5', 'Content-Length: 5'], 'hello')],
  ['two different lengths', () => request(['Content-Length: 5', 'Content-Length: 6'], 'hello!')],
  ['a list of lengths', () => request(['Content-Length: 5, 5'], 'hello')],
  ['a length with a sign', () => request(['Content-Length: +5'], 'hello')],
  ['a negative length', () => request(['Content-Length: -5'], 'hello')],
  ['a hexadecimal length', () => request(['Content-Length: 0x5'], 'hello')],
  ['a length of 2^64', () => request(['Content-Length: 18446744073709551616'], 'hello')],
  ['an empty length', () => request(['Content-Length:'], 'hello')],
  [
    'length and chunked',
    () => request(['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`),
  ],
  [
    'chunked and length',
    () => request(['Transfer-Encoding: chunked', 'Content-Length: 5'], `0\r\n\r\n${SMUGGLED}`),
  ],
  ['chunked twice', () => request(['Transfer-Encoding: chunked, chunked'], '0\r\n\r\n')],
  [
    'two encodings',
    () => request(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], '0\r\n\r\n'),
  ],
  ['gzip before chunked', () => request(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n')],
  ['identity', () => request(['Transfer-Encoding: identity'], '')],
  ['an encoding that is none', () => request(['Transfer-Encoding: xchunked'], '0\r\n\r\n')],
  ['an encoding behind a tab', () => request(['Transfer-Encoding:\tchunked, x'], '0\r\n\r\n')],
  ['a space before the colon', () => request(['Transfer-Encoding : chunked'], '0\r\n\r\n')],
  ['a folded header', () => request(['X-A: 1', ' folded'])],
  ['a folded encoding', () => request(['Transfer-Encoding:', ' chunked'], '0\r\n\r\n')],
  ['a bare line feed between headers', () => request(['X-A: 1\nX-B: 2'])],
  [
    'a bare line feed after the request line',
    () => request([], '', `GET ${TARGET} HTTP/1.1`).replace('\r\n', '\n'),
  ],
  ['a bare carriage return', () => request(['X-A: 1\rX-B: 2'])],
  ['a NUL in a header', () => request(['X-A: 1\0'])],
  ['a header without a name', () => request([': value'])],
  ['a header with a space in its name', () => request(['X A: 1'])],
  ['two hosts', () => request(['Host: other'])],
  ['a host with a path', () => request([]).replace('Host: api', 'Host: api/../x')],
  ['no host', () => request([]).replace('Host: api\r\n', '')],
  [
    'a chunk size that is not hexadecimal',
    () => request(['Transfer-Encoding: chunked'], 'zz\r\nhello\r\n0\r\n\r\n'),
  ],
  ['a chunk size with a sign', () => request(['Transfer-Encoding: chunked'], '+5\r\nhello\r\n0\r\n\r\n')],
  [
    'a chunk size of 2^64',
    () => request(['Transfer-Encoding: chunked'], '10000000000000000\r\nhello\r\n0\r\n\r\n'),
  ],
  ['a chunk that ends in a line feed', () => request(['Transfer-Encoding: chunked'], '5\nhello\n0\n\n')],
  ['HTTP/2 in clear text', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['HTTP/3.0', () => request([], '', `GET ${TARGET} HTTP/3.0`)],
  ['HTTP/0.9', () => `GET ${TARGET}\r\n\r\n`],
  ['a method that is none', () => request([], '', `G=T ${TARGET} HTTP/1.1`)],
  ['CONNECT', () => request([], '', 'CONNECT 127.0.0.1:22 HTTP/1.1')],
  ['an unknown expectation', () => request(['Expect: miracles'])],
  ['TLS on a plain port', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
];

describe('what two servers could read differently is 400 and the connection closes', () => {
  test.each(REFUSED)('%s', async (_name, make) => {
    const before = rig.upstream.requests.length;
    const answer = await sendRaw(rig.gateway.port, make(), { quietMs: 2000 });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('"code":"bad_request"');
    expect(answer.text).toMatch(/content-type: application\/problem\+json/i);
    expect(answer.text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(answer.isClosed).toBe(true);
    const arrived = rig.upstream.requests.slice(before);
    expect(arrived.filter(({ head }) => head.includes('SMUGGLED'))).toEqual([]);
  });
});

test('a body is framed anew: the upstream gets one length, whatever the chunks were', async () => {
  const before = rig.upstream.requests.length;
  const body = '5;ext=1\r\nhello\r\n1\r\n!\r\n0\r\nX-Trailer: 1\r\n\r\n';
  const answer = await sendRaw(rig.gateway.port, request(['Transfer-Encoding: chunked'], body));
  expect(answer.status).toBe(200);
  const [arrived] = rig.upstream.requests.slice(before);
  expect(arrived?.head).not.toMatch(/^(x-trailer|trailer):/im);
  expect(arrived?.body.toString().replaceAll(/[0-9a-f]+\r\n|\r\n/g, '')).toBe('hello!');
});

test('bytes behind a body are a request of their own, and need a key of their own', async () => {
  const before = rig.upstream.requests.length;
  const answer = await sendRaw(rig.gateway.port, `${request(['Content-Length: 5'], 'hello')}${SMUGGLED}`);
  expect(answer.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401']);
  expect(rig.upstream.requests.slice(before)).toHaveLength(1);
});

test('requests in a pipeline are answered in their order', async () => {
  const one = request([], '', `GET ${TARGET}/A HTTP/1.1`);
  const two = request([], '', `GET ${TARGET}/B HTTP/1.1`).replace(
    rig.configuration.token,
    'tg_live_nonsense',
  );
  const answer = await sendRaw(rig.gateway.port, one + two + one);
  expect(answer.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 200']);
});
