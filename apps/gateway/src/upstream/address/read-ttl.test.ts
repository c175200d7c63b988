import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTtl } from './read-ttl.ts';

const A = 1;
const NAME_ERROR = 3;
const records: Record<string, [address: string, ttl: number][]> = {
  'two.example': [
    ['192.0.2.1', 300],
    ['192.0.2.2', 20],
  ],
};

/** A name server that knows IPv4 addresses of a few names. */
const server: Socket = createSocket('udp4');
server.on('message', (query, { port, address }) => server.send(answerTo(query), port, address));

function answerTo(query: Buffer): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const labels: string[] = [];
  for (let at = 12; query[at] !== 0; at += (query[at] as number) + 1) {
    labels.push(query.subarray(at + 1, at + 1 + (query[at] as number)).toString());
  }
  const known = records[labels.join('.')];
  const found = known && query.readUInt16BE(end - 4) === A ? known : [];
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8180 | (known ? 0 : NAME_ERROR), 2);
  head.writeUInt16BE(found.length, 6);
  head.writeUInt16BE(0, 10);
  const answers = found.map(([ip, ttl]) => {
    const record = Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 0, 0, 4, ...ip.split('.').map(Number)]);
    record.writeUInt32BE(ttl, 6);
    return record;
  });
  return Buffer.concat([head, query.subarray(12, end), ...answers]);
}

let resolver: Resolver;
beforeAll(async () => {
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
});
afterAll(() => server.close());

test('the shortest time of all addresses counts', async () => {
  expect(await readTtl('two.example', ['192.0.2.1', '192.0.2.2'], resolver)).toBe(20);
  expect(await readTtl('two.example', ['192.0.2.1'], resolver)).toBe(20);
});

test('an address that DNS does not know, as of the hosts file, has no time, and neither has an unknown name', async () => {
  expect(await readTtl('two.example', ['192.0.2.1', '127.0.0.1'], resolver)).toBeNull();
  expect(await readTtl('none.example', ['192.0.2.1'], resolver)).toBeNull();
});
