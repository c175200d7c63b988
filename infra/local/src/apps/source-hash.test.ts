import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sourceHash } from './source-hash.ts';

function makeCheckout() {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-hash-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const manifest = (...names: string[]) =>
    JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [`@tollgate/${name}`, '*'])) });
  write('package-lock.json', '{}');
  write('tsconfig.base.json', '{}');
  write('apps/console/package.json', manifest('services'));
  write('packages/services/package.json', manifest('domain'));
  write('packages/domain/package.json', manifest());
  write('packages/domain/src/money.ts', 'one');
  write('packages/tooling/src/check.ts', 'one');
  return { root, write };
}

test('a change in a package that the app uses by way of another changes the hash', async () => {
  const { root, write } = makeCheckout();
  const before = await sourceHash(root, 'console');
  expect(await sourceHash(root, 'console')).toBe(before);
  write('packages/domain/src/money.ts', 'two');
  expect(await sourceHash(root, 'console')).not.toBe(before);
});

test('a new file, a renamed file and other dependencies change the hash', async () => {
  const { root, write } = makeCheckout();
  const hashes = [await sourceHash(root, 'console')];
  write('apps/console/app/page.tsx', 'page');
  hashes.push(await sourceHash(root, 'console'));
  rmSync(join(root, 'apps/console/app/page.tsx'));
  write('apps/console/app/home.tsx', 'page');
  hashes.push(await sourceHash(root, 'console'));
  write('package-lock.json', '{"packages":{}}');
  hashes.push(await sourceHash(root, 'console'));
  expect(new Set(hashes).size).toBe(4);
});

test('tests, build results and packages the app does not use leave it alone', async () => {
  const { root, write } = makeCheckout();
  const before = await sourceHash(root, 'console');
  write('packages/domain/src/money.test.ts', 'test');
  write('apps/console/.next/BUILD_ID', 'id');
  write('packages/tooling/src/check.ts', 'two');
  expect(await sourceHash(root, 'console')).toBe(before);
});
