import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../process/free-port.ts';
import { startGuard } from '../process/guard.ts';
import { answersHttp } from '../process/probes.ts';
import { type StartedProcess, startProcess } from '../process/start-process.ts';
import { waitUntil } from '../process/wait-until.ts';
import { clickhouseProcess } from '../stores/store-processes.ts';

const dir = mkdtempSync(join(tmpdir(), 'tollgate-clickhouse-'));
const guard = startGuard();
let port: number;
let server: StartedProcess;
let client: ClickHouseClient;

beforeAll(async () => {
  guard.removeAtEnd(dir);
  port = await findFreePort();
  await startServer();
  const outside = connect({ database: 'default' });
  await outside.command({ query: 'CREATE DATABASE shop' });
  await outside.close();
  client = connect();
  await client.command({
    query: `CREATE TABLE shop.sales (id UInt64, note String, at DateTime64(3)) ENGINE = MergeTree ORDER BY id
      SETTINGS non_replicated_deduplication_window = 100`,
  });
});

afterAll(async () => {
  await client.close();
  await guard.release();
});

async function startServer(): Promise<void> {
  const options = { dataDir: join(dir, 'clickhouse'), port, user: 'shop', password: 'secret' };
  server = startProcess(clickhouseProcess(options, dir), guard);
  await waitUntil(() => answersHttp(`http://127.0.0.1:${port}/ping`), {
    timeoutMs: 30_000,
    onTimeout: () => new Error('ClickHouse did not start.'),
  });
}

function connect(
  options: { password?: string; database?: string; compression?: boolean } = {},
): ClickHouseClient {
  const { password = 'secret', database = 'shop', compression = false } = options;
  return createClient({
    url: `http://shop:${password}@127.0.0.1:${port}/${database}`,
    compression: { request: compression, response: compression },
    log: { level: ClickHouseLogLevel.OFF },
  });
}

async function rows<Row>(query: string, query_params: Record<string, unknown> = {}): Promise<Row[]> {
  return (await client.query({ query, query_params, format: 'JSONEachRow' })).json<Row>();
}

const sale = (id: number) => ({ id, note: `it's "${id}"\\`, at: '2026-01-02 03:04:05.006' });

test('both kinds of ping succeed', async () => {
  expect(await client.ping()).toEqual({ success: true });
  expect(await client.ping({ select: true })).toMatchObject({ success: true });
});

test('rows come back as they were inserted, also compressed both ways', async () => {
  const compressed = connect({ compression: true });
  const { summary } = await compressed.insert({ table: 'sales', values: [sale(1)], format: 'JSONEachRow' });
  expect(summary?.written_rows).toBe('1');
  const found = await compressed.query({ query: 'SELECT * FROM sales WHERE id = 1', format: 'JSONEachRow' });
  expect(await found.json()).toEqual([sale(1)]);
  await compressed.close();
});

test('an insert sent again with the same token is stored once', async () => {
  const insert = () =>
    client.insert({
      table: 'sales',
      values: [sale(10), sale(11)],
      format: 'JSONEachRow',
      clickhouse_settings: { insert_deduplication_token: 'segment-7' },
    });
  await Promise.all([insert(), insert()]);
  await insert();
  expect(await rows('SELECT count() AS n FROM sales WHERE id IN (10, 11)')).toEqual([{ n: 2 }]);
});

test('a token or a parameter of one request is unknown to the next', async () => {
  const insert = (settings: Record<string, string>) =>
    client.insert({
      table: 'sales',
      values: [sale(20)],
      format: 'JSONEachRow',
      clickhouse_settings: settings,
    });
  await insert({ insert_deduplication_token: 'first' });
  await insert({ insert_deduplication_token: 'second' });
  expect(await rows('SELECT count() AS n FROM sales WHERE id = 20')).toEqual([{ n: 2 }]);
  await rows('SELECT {x:String}', { x: 'secret' });
  await expect(rows('SELECT {x:String}')).rejects.toMatchObject({ type: 'UNKNOWN_QUERY_PARAMETER' });
});

test('parameters are values, whatever they hold', async () => {
  const nasty = "a'; DROP TABLE sales; --\\\n\t\0é{y:String}";
  const values = {
    nasty,
    list: ["b'", 'c\\'],
    at: new Date(1_700_000_000_123),
    none: null,
    big: '18446744073709551615',
  };
  const sql =
    'SELECT {nasty:String} nasty, {list:Array(String)} list, toUnixTimestamp64Milli({at:DateTime64(3)}) at, {none:Nullable(String)} none, toString({big:UInt64}) big';
  expect(await rows(sql, values)).toEqual([
    { nasty, list: ["b'", 'c\\'], at: 1_700_000_000_123, none: null, big: '18446744073709551615' },
  ]);
});

test('two hundred requests at once each get their own answer', async () => {
  const asked = Array.from({ length: 200 }, (_, n) => n);
  const answers = await Promise.all(asked.map((n) => rows<{ n: number }>('SELECT {n:UInt32} n', { n })));
  expect(answers.map(([row]) => row?.n)).toEqual(asked);
});

test('a long result is streamed', async () => {
  const result = await client.query({ query: 'SELECT number FROM numbers(300000)', format: 'JSONEachRow' });
  let count = 0;
  for await (const batch of result.stream()) count += batch.length;
  expect(count).toBe(300_000);
});

test('an error after the first rows fails the stream', async () => {
  const query =
    'SELECT throwIf(number = 250000) FROM numbers(300000) SETTINGS max_block_size = 1000, max_threads = 1';
  const result = await client.query({ query, format: 'JSONEachRow' });
  const drain = async () => {
    for await (const _ of result.stream());
  };
  // The client reads the error itself only where the network has not split it; the failure it always sees.
  await expect(drain()).rejects.toThrow();
});

test.each([
  ['SELEC 1', '62', 'SYNTAX_ERROR'],
  ['SELECT * FROM nowhere', '60', 'UNKNOWN_TABLE'],
  ['SELECT nothing', '47', 'UNKNOWN_IDENTIFIER'],
  ['SELECT 1; SELECT 2', '62', 'SYNTAX_ERROR'],
  ['SELECT 1 SETTINGS no_such_thing = 1', '115', 'UNKNOWN_SETTING'],
])('%s is error %s %s', async (query, code, type) => {
  await expect(client.command({ query })).rejects.toMatchObject({ code, type });
});

test('a row that does not fit fails the insert and stores nothing', async () => {
  const insert = client.insert({ table: 'sales', values: [sale(30), { id: 'x' }], format: 'JSONEachRow' });
  await expect(insert).rejects.toMatchObject({ code: '27' });
  expect(await rows('SELECT count() AS n FROM sales WHERE id = 30')).toEqual([{ n: 0 }]);
});

test('a wrong password, an unknown database and an unknown path are refused', async () => {
  const stranger = connect({ password: 'guess' });
  await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '516' });
  const elsewhere = connect({ database: 'nowhere' });
  await expect(elsewhere.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '81' });
  await Promise.all([stranger.close(), elsewhere.close()]);
  expect((await fetch(`http://127.0.0.1:${port}/replicas`)).status).toBe(404);
});

test('errors carry their code in the header that ClickHouse uses', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'x-clickhouse-user': 'shop', 'x-clickhouse-key': 'secret' },
    body: 'SELECT * FROM shop.nowhere',
  });
  expect([response.status, response.headers.get('x-clickhouse-exception-code')]).toEqual([404, '60']);
});

test('what was acknowledged is there after kill -9, and is still known as a duplicate', async () => {
  const insert = () =>
    client.insert({
      table: 'sales',
      values: [sale(40)],
      format: 'JSONEachRow',
      clickhouse_settings: { insert_deduplication_token: 'before-the-crash' },
    });
  await insert();
  process.kill(server.pid as number, 'SIGKILL');
  await server.exited;
  await startServer();
  await insert();
  expect(await rows('SELECT * FROM sales WHERE id = 40')).toEqual([sale(40)]);
});
