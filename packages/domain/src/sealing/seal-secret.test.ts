import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSecret, type SealedFor, sealSecret } from './seal-secret.ts';
import { SealingKeys } from './sealing-keys.ts';

const newKey = () => randomBytes(32).toString('base64');
const OLD = newKey();
const NEW = newKey();
const keys = SealingKeys.parse(OLD);
const sealedFor: SealedFor = { tenantId: 'tnt_1', purpose: 'upstream_password:ups_1' };

test('any text comes back as it was, and its sealed form neither shows nor repeats it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 }), (codePoints) => {
      const wellFormed = String.fromCodePoint(...codePoints).toWellFormed();
      const sealed = sealSecret(keys, sealedFor, wellFormed);
      expect(openSecret(keys, sealedFor, sealed)).toBe(wellFormed);
      expect(sealed).toMatch(/^sealed1\.[0-9a-f]{8}\.[\w-]+$/);
      expect(sealSecret(keys, sealedFor, wellFormed)).not.toBe(sealed);
    }),
    { numRuns: 200 },
  );
});

test.each<[string, SealedFor]>([
  ['another tenant', { ...sealedFor, tenantId: 'tnt_2' }],
  ['another purpose', { ...sealedFor, purpose: 'upstream_password:ups_2' }],
  ['the same letters cut elsewhere', { tenantId: 'tnt_1upstream', purpose: '_password:ups_1' }],
])('a secret does not open for %s', (_, other) => {
  const sealed = sealSecret(keys, sealedFor, 'hunter2');
  expect(() => openSecret(keys, other, sealed)).toThrow('was changed, or sealed for something else');
});

test('a secret with any one bit changed does not open', () => {
  const sealed = sealSecret(keys, sealedFor, 'hunter2');
  const at = sealed.lastIndexOf('.') + 1;
  const body = Buffer.from(sealed.slice(at), 'base64url');
  for (let bit = 0; bit < body.length * 8; bit++) {
    const changed = Buffer.from(body);
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
    expect(() => openSecret(keys, sealedFor, sealed.slice(0, at) + changed.toString('base64url'))).toThrow();
  }
});

test.each([
  '',
  'hunter2',
  'sealed1',
  'sealed1.00000000.',
  'sealed2.00000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'sealed1.00000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAA',
  `sealed1.00000000.${'A'.repeat(1_000_000)}`,
])('what we did not seal is refused: %.40s', (text) => {
  expect(() => openSecret(keys, sealedFor, text)).toThrow('not a sealed secret');
});

test('a cut tag is refused, for short tags could be guessed', () => {
  const sealed = sealSecret(keys, sealedFor, 'hunter2');
  for (let cut = 1; cut < 16; cut++)
    expect(() => openSecret(keys, sealedFor, sealed.slice(0, -cut))).toThrow();
});

test('a text beyond 64 KiB is refused, one of just that opens', () => {
  const text = 'ä'.repeat(32 * 1024);
  expect(openSecret(keys, sealedFor, sealSecret(keys, sealedFor, text))).toBe(text);
  expect(() => sealSecret(keys, sealedFor, `${text}a`)).toThrow(RangeError);
});

describe('rotation', () => {
  test('with a new key in front, the old one still opens and the new one seals', () => {
    const old = sealSecret(keys, sealedFor, 'hunter2');
    const rotated = SealingKeys.parse(`${NEW}, ${OLD}`);
    expect(openSecret(rotated, sealedFor, old)).toBe('hunter2');
    const renewed = sealSecret(rotated, sealedFor, 'hunter2');
    expect(openSecret(SealingKeys.parse(NEW), sealedFor, renewed)).toBe('hunter2');
  });

  test('a key that was taken away is named, not guessed', () => {
    const sealed = sealSecret(keys, sealedFor, 'hunter2');
    expect(() => openSecret(SealingKeys.parse(NEW), sealedFor, sealed)).toThrow(
      `The key ${keys.current.id}, which sealed this secret, is not in ENCRYPTION_KEY`,
    );
  });
});

test.each([
  '',
  'secret',
  randomBytes(31).toString('base64'),
  randomBytes(33).toString('base64'),
  `${OLD},`,
  `${OLD},short`,
  Array.from({ length: 9 }, newKey).join(','),
])('ENCRYPTION_KEY is refused unless it is whole keys: %#', (text) => {
  const result = SealingKeys.safeParse(text);
  expect(result.success).toBe(false);
  if (text) expect(JSON.stringify(result.error)).not.toContain(text);
});
