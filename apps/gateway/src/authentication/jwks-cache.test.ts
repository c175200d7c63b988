import { generateKeyPairSync } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { JwksCache } from './jwks-cache.ts';

const URL = 'https://id.example/keys';
const keyText = (kid: string) =>
  JSON.stringify({ keys: [{ ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid }] });
const idsOf = (keys: readonly { keyId: string | null }[] | undefined) => keys?.map(({ keyId }) => keyId);

let nowMs: number;
let reads: number;
let answer: () => Promise<string>;
let cache: JwksCache;
beforeEach(() => {
  nowMs = 1_000_000;
  reads = 0;
  const text = keyText('one');
  answer = async () => text;
  const read = () => {
    reads++;
    return answer();
  };
  cache = new JwksCache({ read, logger: pino({ level: 'silent' }), nowMs: () => nowMs });
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
  expect(cache.problems()).toEqual([{ url: URL, problem: 'down' }]);
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
