import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hashSecret,
  isWellFormedSecret,
  mintApiKey,
  mintSecret,
  type SecretPrefix,
  secretChecksum,
} from './secrets.ts';

const PREFIXES: SecretPrefix[] = ['tg_live', 'tg_test', 'tg_pat', 'tg_gw'];

describe.each(PREFIXES)('a secret %s', (prefix) => {
  test('has its prefix, 24 random letters and a checksum, and passes its own check only', () => {
    const { token } = mintSecret(prefix);
    expect(token).toMatch(new RegExp(`^${prefix}_[0-9A-Za-z]{30}$`));
    for (const other of PREFIXES) expect(isWellFormedSecret(token, other)).toBe(other === prefix);
  });

  test('with any one letter changed fails its checksum', () => {
    const { token } = mintSecret(prefix);
    for (let at = prefix.length + 1; at < token.length; at++) {
      const letter = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      expect(isWellFormedSecret(changed, prefix)).toBe(false);
    }
  });

  test('shows of its random letters only the first four', () => {
    const { token, preview } = mintSecret(prefix);
    expect(preview).toBe(token.slice(0, prefix.length + 5));
  });
});

test('the stored hash is the SHA-256 of the whole token in lower-case hex', () => {
  const { token, hash } = mintSecret('tg_live');
  expect(hash).toBe(hashSecret(token));
  expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('the checksum is the CRC-32 in base62, as other tools can compute it', () => {
  // CRC-32 of "123456789" is 0xCBF43926 by definition: 3,421,780,262.
  let value = 0;
  for (const letter of secretChecksum('123456789')) {
    value = value * 62 + '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(letter);
  }
  expect(value).toBe(0xcbf43926);
});

test('an environment shows in the key', () => {
  expect(mintApiKey('live').token.startsWith('tg_live_')).toBe(true);
  expect(mintApiKey('test').token.startsWith('tg_test_')).toBe(true);
});

test('no text that we did not mint passes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (text) => {
      expect(isWellFormedSecret(text, 'tg_live')).toBe(false);
      expect(isWellFormedSecret(`tg_live_${text.padEnd(30, '0').slice(0, 30)}`, 'tg_live')).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('letters are used evenly: none is twice as frequent as another', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 4_000; i++) {
    for (const letter of mintSecret('tg_gw').token.slice(6, 30))
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(counts.size).toBe(62);
  expect(Math.max(...counts.values())).toBeLessThan(2 * Math.min(...counts.values()));
});
