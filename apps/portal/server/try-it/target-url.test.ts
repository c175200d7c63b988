import { expect, test } from 'vitest';
import { targetUrl } from './target-url.ts';

const base = 'http://gateway.test:8080/atlas/world/v1';

test('a path below the API goes to the gateway', () => {
  expect(targetUrl(base, '/countries/FR?fields=name')?.href).toBe(`${base}/countries/FR?fields=name`);
  expect(targetUrl(base, '/')?.href).toBe(`${base}/`);
});

test.each([
  '//evil.example/x',
  '/../../other/v1/x',
  '/%2e%2e/%2e%2e/other',
  '/\\evil.example',
  '/@evil.example/..//..//..//x',
  '/..',
  '/x\u0000',
])('the key never leaves the API: %s', (path) => {
  const target = targetUrl(base, path);
  if (target) expect(target.href.startsWith(`${base}/`)).toBe(true);
});

test('another host is refused however it is spelled', () => {
  for (const path of ['//evil.example/x', '/\\\\evil.example', '/../../../etc']) {
    expect(targetUrl(base, path)).toBeUndefined();
  }
});
