import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startClickHouseServer } from './server.ts';

const dir = mkdtempSync(join(tmpdir(), 'tollgate-clickhouse-'));
const LIMIT_BYTES = 10_000;
let server: Awaited<ReturnType<typeof startClickHouseServer>>;

beforeAll(async () => {
  server = await startClickHouseServer({
    dataDir: dir,
    host: '127.0.0.1',
    port: 0,
    user: 'shop',
    password: 'secret',
    bodyLimitBytes: LIMIT_BYTES,
    concurrent: 1,
    waiting: 2,
  });
});

afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function send(body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${server.port}/`, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers: { 'x-clickhouse-user': 'shop', 'x-clickhouse-key': 'secret', ...headers },
  });
  return { status: response.status, text: await response.text() };
}

test('a body over the limit is refused by name, also one that only grows when it is unpacked', async () => {
  const long = `SELECT '${'x'.repeat(LIMIT_BYTES)}'`;
  const packed = gzipSync(long);
  expect(packed.length).toBeLessThan(LIMIT_BYTES);
  expect(await send(long)).toMatchObject({ status: 413, text: expect.stringContaining('TOO_MANY_BYTES') });
  const unpacked = await send(packed, { 'content-encoding': 'gzip' });
  expect(unpacked).toMatchObject({ status: 413, text: expect.stringContaining(`over ${LIMIT_BYTES} bytes`) });
  expect(await send('SELECT 1')).toEqual({ status: 200, text: '1\n' });
});

test('more requests than may wait are refused by name, and the others are answered', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => send('SELECT sleep(0.2)')));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 200, 200, 503, 503, 503]);
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.text).toContain('TOO_MANY_SIMULTANEOUS_QUERIES');
});

test('what the embedded engine cannot do is said, not ignored', async () => {
  const response = await fetch(`http://127.0.0.1:${server.port}/?session_id=a&query=SELECT+1`, {
    headers: { 'x-clickhouse-user': 'shop', 'x-clickhouse-key': 'secret' },
  });
  expect([response.status, await response.text()]).toEqual([
    501,
    expect.stringContaining('has no session_id'),
  ]);
  expect(await send('SELECT 1', { 'content-encoding': 'lz4' })).toMatchObject({ status: 501 });
});
