import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Releasable, Spool } from './spool.ts';
import { listReadySegments, recoverSpool } from './spool-files.ts';

let folder: string;
let spool: Spool;
const open = (others: Partial<ConstructorParameters<typeof Spool>[0]> = {}) =>
  new Spool({
    folder,
    gatewayId: 'gw',
    bootId: 'boot',
    logger: pino({ level: 'silent' }),
    fsyncIntervalMs: 50,
    ...others,
  });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-spool-'));
  spool = open();
});
afterEach(() => {
  spool.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = () =>
  readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');

function waiting(log: string[], name: string): Releasable {
  return {
    release: () => log.push(`${name} released with ${text().split('\n').length - 1} lines on disk`),
    withhold: () => log.push(`${name} withheld`),
  };
}

test('nothing is released before its event is in the file', async () => {
  const log: string[] = [];
  spool.append('{"n":1}\n', waiting(log, 'one'));
  spool.append('{"n":2}\n', waiting(log, 'two'));
  expect(log).toEqual([]);
  await waitFor(() => log.length === 2);
  expect(log).toEqual(['one released with 2 lines on disk', 'two released with 2 lines on disk']);
});

test('a segment closes after its time under a name that is its deduplication token', async () => {
  spool.close();
  spool = open({ segmentMs: 30 });
  spool.append('{"n":1}\n', null);
  await waitFor(() => listReadySegments(folder).length === 1);
  spool.append('{"n":2}\n', null);
  await waitFor(() => listReadySegments(folder).length === 2);
  expect(listReadySegments(folder).map((segment) => segment.token)).toEqual([
    'gw-boot-00000001',
    'gw-boot-00000002',
  ]);
});

test('a segment closes when it is large', async () => {
  spool.close();
  spool = open({ segmentBytes: 100, segmentMs: 60_000 });
  for (let i = 0; i < 30; i++) {
    spool.append(`{"n":${i}}\n`, null);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await waitFor(() => listReadySegments(folder).length >= 2);
  spool.close();
  expect(text().trim().split('\n')).toHaveLength(30);
});

test('recovery cuts a torn last line and keeps every whole one', () => {
  writeFileSync(join(folder, 'gw-old-00000001.open'), '{"n":1}\n{"n":2}\n{"n":3');
  expect(recoverSpool(folder)).toBe(1);
  expect(readFileSync(join(folder, 'gw-old-00000001.ready'), 'utf8')).toBe('{"n":1}\n{"n":2}\n');
});

test('recovery of a file with nothing whole in it leaves nothing to ship', () => {
  writeFileSync(join(folder, 'gw-old-00000001.open'), '{"n":3');
  writeFileSync(join(folder, 'gw-old-00000002.open'), '');
  expect(recoverSpool(folder)).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('recovery finds the last line end of a large file', () => {
  const lines = `${JSON.stringify({ text: 'x'.repeat(500) })}\n`.repeat(1000);
  writeFileSync(join(folder, 'gw-old-00000001.open'), lines);
  appendFileSync(join(folder, 'gw-old-00000001.open'), 'y'.repeat(200_000));
  recoverSpool(folder);
  expect(readFileSync(join(folder, 'gw-old-00000001.ready'), 'utf8')).toBe(lines);
});

test('while the disk takes nothing, nothing is released; what could not be written is withheld', async () => {
  const log: string[] = [];
  spool.close();
  // /dev/full takes the open and refuses every write, as a full disk does.
  spool = open({ holdMs: 150, openFile: () => openSync('/dev/full', 'w') });
  spool.append('{"n":1}\n', waiting(log, 'one'));
  await waitFor(() => !spool.isWritable);
  expect(log).toEqual([]);
  await waitFor(() => log.length === 1);
  expect(log).toEqual(['one withheld']);
});

test('when the disk takes events again they are all there once, and traffic goes on', async () => {
  const log: string[] = [];
  let isFull = true;
  spool.close();
  spool = open({
    holdMs: 5000,
    openFile: (file) => (isFull ? openSync('/dev/full', 'w') : openSync(file, 'w')),
  });
  spool.append('{"n":1}\n', waiting(log, 'one'));
  await waitFor(() => !spool.isWritable);
  isFull = false;
  await waitFor(() => spool.isWritable);
  expect(log).toEqual(['one released with 1 lines on disk']);
  expect(existsSync('/dev/full')).toBe(true);
  closeSync(openSync('/dev/full', 'r'));
});

test('a spool that holds as much as it may is not writable', () => {
  spool.isFull = true;
  expect(spool.isWritable).toBe(false);
});
