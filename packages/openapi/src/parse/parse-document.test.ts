import { describe, expect, test } from 'vitest';
import { bytesOf, importErrors } from '../fixtures/import-errors.ts';
import { defaultImportLimits } from '../limits.ts';
import { parseDocument } from './parse-document.ts';

function refusal(document: string | Uint8Array, limits = {}) {
  const bytes = typeof document === 'string' ? bytesOf(document) : document;
  const errors = importErrors(() => parseDocument(bytes, { ...defaultImportLimits, ...limits }));
  expect(errors).toHaveLength(1);
  return errors[0];
}

describe('what is read', () => {
  test('JSON, YAML and YAML in braces give the same value', () => {
    const value = { openapi: '3.1.0', list: [1, 'two', null, true] };
    expect(parseDocument(bytesOf(value))).toEqual(value);
    expect(parseDocument(bytesOf('openapi: 3.1.0\nlist: [1, two, null, true]\n'))).toEqual(value);
    expect(parseDocument(bytesOf('{openapi: 3.1.0, list: [1, two, null, true]}'))).toEqual(value);
  });

  test('a byte order mark is skipped', () => {
    expect(parseDocument(new Uint8Array([0xef, 0xbb, 0xbf, ...bytesOf('{"a":1}')]))).toEqual({ a: 1 });
  });

  test('numeric YAML keys become text and dates stay text', () => {
    const value = parseDocument(bytesOf('responses:\n  200: ok\ndate: 2026-01-31\n'));
    expect(value).toEqual({ responses: { 200: 'ok' }, date: '2026-01-31' });
  });

  test('aliases and merge keys are resolved', () => {
    const yaml = 'base: &base {a: 1, b: 2}\nuse: *base\nmerged:\n  <<: *base\n  b: 3\n';
    expect(parseDocument(bytesOf(yaml))).toMatchObject({ use: { a: 1, b: 2 }, merged: { a: 1, b: 3 } });
  });

  test('a __proto__ key stays a key', () => {
    const value = parseDocument(bytesOf('__proto__: {isAdmin: true}')) as Record<string, unknown>;
    expect(value.isAdmin).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__']);
  });
});

describe('what is refused', () => {
  test('bytes that are not UTF-8', () => {
    expect(refusal(new Uint8Array([0x61, 0xff, 0x80]))?.message).toContain('UTF-8');
    expect(refusal(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))?.message).toContain('UTF-16');
  });

  test('an archive, a web page, XML and nothing', () => {
    expect(refusal(new Uint8Array([0x1f, 0x8b, 8]))?.message).toContain('gzip');
    expect(refusal('<!doctype html><html>')?.message).toContain('HTML');
    expect(refusal('<wsdl:definitions>')?.message).toContain('XML');
    expect(refusal('  \n')?.message).toContain('empty');
  });

  test('broken JSON, with the line', () => {
    expect(refusal('{\n"a": 1,\n"b" 2}')).toMatchObject({
      location: 'line 3',
      message: 'The JSON is not valid: a colon is missing after the key.',
    });
    expect(refusal('{\n"a": [1,\n]}')?.location).toBe('line 3');
    expect(refusal('{"a": {"b": 1}')?.message).toContain('ends too early');
    expect(refusal('{"a": 1} x')?.message).toContain('after the end');
  });

  test('broken YAML, with line and column', () => {
    expect(refusal('a:\n\tb: 1')).toMatchObject({ location: 'line 2, column 1' });
    expect(refusal('a: 1\n---\nb: 2')?.message).toContain('several YAML documents');
    expect(refusal('? [a]\n: 1')?.message).toContain('key');
  });

  test('a key that appears twice, with the line', () => {
    const json = '{"paths": {\n"/a": 1,\n"/b": 2,\n"\\u002fa": 3}}';
    expect(refusal(json)).toMatchObject({ location: 'line 4', message: expect.stringContaining('"/a"') });
    expect(refusal('a: 1\nb: 2\na: 3')).toMatchObject({
      location: 'line 3',
      message: expect.stringContaining('"a"'),
    });
  });

  test('the same key in two objects is accepted', () => {
    expect(parseDocument(bytesOf('[{"a":1,"b":{"a":2}},{"a":3}]'))).toEqual([
      { a: 1, b: { a: 2 } },
      { a: 3 },
    ]);
  });
});

describe('bombs', () => {
  test('a YAML alias bomb is refused by its expanded size', () => {
    const levels = 'bcdefghij'.split('').map((name, index) => {
      const before = String.fromCharCode(97 + index);
      return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
    });
    expect(refusal(['a: &a [x, x, x, x, x, x, x, x, x, x]', ...levels].join('\n'))?.message).toContain(
      '5,000,000',
    );
  });

  test('many aliases and aliases of themselves are refused', () => {
    expect(refusal(`- &a x\n${'- *a\n'.repeat(11)}`, { maxAliasCount: 10 })?.message).toContain(
      '10 YAML aliases',
    );
    expect(refusal('a: &a [*a]')?.message).toContain('contains itself');
    expect(refusal('a: *missing')?.message).toMatch(/missing/);
  });

  test.each([
    ['JSON lists', '['.repeat(1_000_000)],
    ['JSON objects', '{"a":'.repeat(300)],
    ['YAML brackets', `a: ${'['.repeat(1_000_000)}`],
    ['YAML dashes', '- '.repeat(1_000_000)],
    ['YAML indentation', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('%s nested too deep are refused, however deep', (_, document) => {
    expect(refusal(document)?.message).toContain('deeper than 200');
  });

  test('a depth that only aliases add up to is refused', () => {
    const yaml = 'a: &a [[[[1]]]]\nb: &b [[[*a]]]\nc: [[[*b]]]';
    expect(refusal(yaml, { maxDepth: 9 })?.message).toContain('deeper than 9');
    expect(parseDocument(bytesOf(yaml), { ...defaultImportLimits, maxDepth: 12 })).toBeDefined();
  });

  test('too many values and too many tokens are refused', () => {
    expect(refusal(`[${'0,'.repeat(100)}0]`, { maxNodes: 50 })?.message).toContain('50 values');
    expect(refusal('- 1\n'.repeat(100), { maxNodes: 50 })?.message).toContain('50 values');
    expect(refusal('- 1\n'.repeat(100), { maxYamlTokens: 50 })?.message).toContain('50 tokens');
  });

  test('a map of 50,000 keys is read in linear time', { timeout: 20_000 }, () => {
    const yaml = Array.from({ length: 50_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(Object.keys(parseDocument(bytesOf(yaml)) as object)).toHaveLength(50_000);
  });

  test('a document of 100 MB is refused by its size, before it is read', () => {
    const bytes = new Uint8Array(100 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    expect(refusal(bytes)).toEqual({
      location: 'document',
      message: 'The document is 100 MB; at most 25 MB are accepted.',
      fix: expect.any(String),
    });
    expect(performance.now() - started).toBeLessThan(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });
});
