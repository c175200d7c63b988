import { describe, expect, test } from 'vitest';
import { tokenizeCode } from './code-tokens.tsx';

const kinds = (code: string, language: Parameters<typeof tokenizeCode>[1]) =>
  tokenizeCode(code, language)
    .filter((token) => token.kind !== 'plain')
    .map((token) => `${token.kind}:${token.text}`);

describe('coloured code', () => {
  test.each([
    ['json', '{"a": [1, "x\\"y", null], "b": "<script>"}'],
    ['shell', 'curl "http://x" \\\n  --header "A: b" # note'],
    ['http', 'HTTP/1.1 429 Too Many\nretry-after: 12\n\n{}'],
    ['text', 'plain'],
  ] as const)('in %s is the code, letter for letter', (language, code) => {
    const joined = tokenizeCode(code, language)
      .map((token) => token.text)
      .join('');
    expect(joined).toBe(code);
  });

  test('tells keys from strings and numbers', () => {
    expect(kinds('{"a": "b", "c": -1.5e3, "d": true}', 'json')).toEqual([
      'key:"a"',
      'string:"b"',
      'key:"c"',
      'number:-1.5e3',
      'key:"d"',
      'keyword:true',
    ]);
  });

  test('reads a large text with unclosed quotes only once', () => {
    const startedAt = performance.now();
    tokenizeCode('"'.repeat(50_000), 'json');
    tokenizeCode(`{${'"a\\'.repeat(20_000)}`, 'json');
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
