import { generateKeyPairSync } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { JwksCache } from './jwks-cache.ts';
import type { KeptKeySet, KeySetStore } from './jwks-files.ts';

const URL = 'https://id.example/keys';
const keyText = (kid: string) =>
  JSON.stringify({ keys: [{ ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid }] });
const idsOf = (keys: readonly { keyId: string | null }[] | undefined) => keys?.map(({ keyId }) => keyId);

let nowMs: number;
let reads: number;
let answer: () => Promise<string>;
let cache: JwksCache;
let kept: Map<string, KeptKeySet>;
let saves: number;

const store: KeySetStore = {
  load: () => [...kept.values()],
  save: async (one) => {
    saves++;
    kept.set(one.url, one);
  },
  remove: async (url) => void kept.delete(url),
};
const makeCache = () => {
  const read = () => {
    reads++;
    return answer();
  };
  return new JwksCache({ read, store, logger: pino({ level: 'silent' }), nowMs: () => nowMs });
};

beforeEach(() => {
  kept = new Map();
  saves = 0;
  nowMs = 1_000_000;
  reads = 0;
  const text = keyText('one');
  answer = async () => text;
  cache = makeCache();
});

test('keys are read ahead, once, and the same text keeps the same keys', async () => {
  cache.prefetch(URL);
  cache.prefetch(URL);
  const first = await cache.refreshed(URL);
  expect(idsOf(first)).toEqual(['one']);
  expect(reads).toBe(1);
  nowMs += 10_000;
  expect(await cache.refreshed(URL)).toBe(first);
  expect(reads).toBe(2);
});

test('made-up key ids ask the issuer once in ten seconds', async () => {
  await cache.refreshed(URL);
  for (let i = 0; i < 1000; i++) await cache.refreshed(URL);
  expect(reads).toBe(1);
  const text = keyText('two');
  answer = async () => text;
  nowMs += 10_000;
  expect(idsOf(await cache.refreshed(URL))).toEqual(['two']);
});

test('old keys serve while they are read again, and for a day when the issuer is down', async () => {
  const first = await cache.refreshed(URL);
  answer = () => Promise.reject(new Error('down'));
  nowMs += 6 * 60_000;
  expect(cache.current(URL)).toBe(first);
  await cache.refreshed(URL);
  expect(cache.problems()).toEqual([
    { url: URL, problem: 'down', servesUntilMs: 1_000_000 + 24 * 3_600_000 },
  ]);
  nowMs += 23 * 3_600_000;
  expect(await cache.refreshed(URL)).toBe(first);
  nowMs += 3_600_000;
  expect(await cache.refreshed(URL)).toBeUndefined();
});

test.each(['', '[]', '{"keys":[]}', '{"keys":[{"kty":"oct","k":"AA"}]}', 'x'.repeat(1000)])(
  'an answer that is no key set leaves the keys that were: %.40s',
  async (text) => {
    const first = await cache.refreshed(URL);
    answer = async () => text;
    nowMs += 10_000;
    expect(await cache.refreshed(URL)).toBe(first);
    expect(cache.problems()).toHaveLength(1);
  },
);

test('keys that were kept serve after a start while the issuer is down, and are read again at once', async () => {
  await cache.refreshed(URL);
  answer = () => Promise.reject(new Error('down'));
  nowMs += 3_600_000;
  const restarted = makeCache();
  expect(idsOf(restarted.current(URL))).toEqual(['one']);
  expect(idsOf(await restarted.refreshed(URL))).toEqual(['one']);
  expect(reads).toBe(2);
  expect(restarted.problems()).toEqual([
    { url: URL, problem: 'down', servesUntilMs: 1_000_000 + 24 * 3_600_000 },
  ]);
  const text = keyText('two');
  answer = async () => text;
  nowMs += 10_000;
  expect(idsOf(await restarted.refreshed(URL))).toEqual(['two']);
  expect(kept.get(URL)?.text).toBe(text);
});

test('no start makes keys serve for longer than a day from when they were read', async () => {
  await cache.refreshed(URL);
  answer = () => Promise.reject(new Error('down'));
  nowMs += 24 * 3_600_000 - 1;
  const restarted = makeCache();
  expect(restarted.current(URL)).toBeDefined();
  nowMs += 2;
  expect(await restarted.refreshed(URL)).toBeUndefined();
  expect(makeCache().current(URL)).toBeUndefined();
  expect(kept.size).toBe(0);
});

test('keys kept at a time to come, or that are none, are not trusted for it', () => {
  answer = () => Promise.reject(new Error('down'));
  kept.set(URL, { url: URL, text: keyText('one'), readAtMs: nowMs + 10 ** 12 });
  kept.set('https://other.example', { url: 'https://other.example', text: '{"keys":[]}', readAtMs: nowMs });
  const restarted = makeCache();
  expect(restarted.current('https://other.example')).toBeUndefined();
  expect(restarted.current(URL)).toBeDefined();
  nowMs += 24 * 3_600_000 + 1;
  expect(restarted.current(URL)).toBeUndefined();
});

test('the same keys are written once an hour, changed ones at once', async () => {
  await cache.refreshed(URL);
  for (let i = 0; i < 11; i++) {
    nowMs += 5 * 60_000 + 1;
    await cache.refreshed(URL);
  }
  expect([reads, saves]).toEqual([12, 1]);
  nowMs += 5 * 60_000;
  await cache.refreshed(URL);
  expect(saves).toBe(2);
});
