import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JwksFiles } from './jwks-files.ts';

const ONE = { url: 'https://id.example/keys?a=/../x', text: '{"keys":[]}', readAtMs: 1000 };
const OTHER = { ...ONE, url: 'https://id.example/other' };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-jwks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was kept is there after a start, the last of each address', async () => {
  const files = new JwksFiles(folder);
  await files.save(ONE);
  await files.save(OTHER);
  await files.save({ ...ONE, text: 'new' });
  const loaded = new JwksFiles(folder).load();
  expect(loaded).toHaveLength(2);
  expect(loaded).toEqual(expect.arrayContaining([OTHER, { ...ONE, text: 'new' }]));
  await files.remove(ONE.url);
  expect(new JwksFiles(folder).load()).toEqual([OTHER]);
});

test.each<[string, (text: string) => string]>([
  ['cut off', (text) => text.slice(0, -5)],
  ['changed', (text) => text.replace('keys', 'kees')],
  ['empty', () => ''],
])('a file that is %s counts for nothing and goes', async (_name, damage) => {
  await new JwksFiles(folder).save(ONE);
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), damage(readFileSync(join(folder, name), 'utf8')));
  expect(new JwksFiles(folder).load()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a file under the name of another address counts for nothing', async () => {
  await new JwksFiles(folder).save(ONE);
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, `${'0'.repeat(64)}.line`), readFileSync(join(folder, name)));
  expect(new JwksFiles(folder).load()).toEqual([ONE]);
});
