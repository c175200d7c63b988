import type { lookup } from 'node:dns';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGuardedConnector, isPrivateAddress } from './guarded-connect.ts';

const server = createServer((socket) => socket.destroy());
let connections = 0;
server.on('connection', () => connections++);
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done())));
afterAll(() => new Promise((done) => server.close(done)));
const port = () => String((server.address() as AddressInfo).port);

/** A resolver that answers with the next of some addresses each time. */
function resolver(...answers: string[][]): typeof lookup {
  const rest = [...answers];
  const resolve = (_name: string, _options: unknown, callback: (...args: unknown[]) => void) => {
    const addresses = rest.length > 1 ? rest.shift() : rest[0];
    callback(
      null,
      addresses?.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as typeof lookup;
}

function connectTo(hostname: string, resolve: typeof lookup, allowed: string[] = []): Promise<Error | null> {
  const connector = createGuardedConnector({
    allowedHosts: new Set(allowed),
    connectTimeoutMs: 500,
    resolve,
  });
  return new Promise((done) => {
    connector({ hostname, protocol: 'http:', port: port() } as never, (error, socket) => {
      socket?.destroy();
      done(error);
    });
  });
}

describe('addresses that are not the public internet', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    'not an address',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
  test.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
    '%s is public',
    (address) => expect(isPrivateAddress(address)).toBe(false),
  );
});

test('a name is refused when any of its addresses is private', async () => {
  const error = await connectTo('mixed.example', resolver(['1.1.1.1', '127.0.0.1']));
  expect(error).toMatchObject({ code: 'TOLLGATE_FORBIDDEN_ADDRESS' });
});

test('a name that changes its mind after the check gains nothing', async () => {
  const rebinding = resolver(['203.0.113.1'], ['127.0.0.1']);
  const resolvePublicFirst = resolver(['1.1.1.1'], ['127.0.0.1']);
  await connectTo('rebind.example', rebinding);
  await connectTo('rebind.example', resolvePublicFirst);
  await connectTo('rebind.example', resolvePublicFirst);
  expect(connections).toBe(0);
});

test('a private address an operator allows is connected to, on that port only', async () => {
  expect(await connectTo('127.0.0.1', resolver(['127.0.0.1']), [`127.0.0.1:${port()}`])).toBeNull();
  expect(await connectTo('127.0.0.1', resolver(['127.0.0.1']), ['127.0.0.1:1'])).toMatchObject({
    code: 'TOLLGATE_FORBIDDEN_ADDRESS',
  });
});

test('an address in brackets or numbers is no way around', async () => {
  for (const hostname of ['[::1]', '::1', '[::ffff:7f00:1]', '127.0.0.1']) {
    expect(await connectTo(hostname, resolver(['1.1.1.1']))).toMatchObject({
      code: 'TOLLGATE_FORBIDDEN_ADDRESS',
    });
  }
});
