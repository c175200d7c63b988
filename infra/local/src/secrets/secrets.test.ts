import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ensureLocalSecrets } from './secrets.ts';

function secretsFile(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-secrets-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'secrets.json');
}

test('secrets are made once, kept, differ between stacks, and are readable by their owner only', () => {
  const file = secretsFile();
  const first = ensureLocalSecrets(file, false);
  expect(ensureLocalSecrets(file, true)).toEqual(first);
  expect(ensureLocalSecrets(secretsFile(), false)).not.toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Buffer.from(first.encryptionKey, 'base64')).toHaveLength(32);
});

test('secrets that are gone while their data is there are not made anew', () => {
  expect(() => ensureLocalSecrets(secretsFile(), true)).toThrow(/is gone.*restore it/);
});

test('a torn file is one sentence', () => {
  const file = secretsFile();
  writeFileSync(file, '{"postgres":');
  expect(() => ensureLocalSecrets(file, true)).toThrow(/cannot be read as this stack's secrets/);
});
