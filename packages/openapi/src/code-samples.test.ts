import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeSamples } from './code-samples.ts';
import { shopDocument } from './fixtures/shop-document.ts';
import type { OperationDetail } from './imported-api.ts';
import { normalize } from './normalize/normalize.ts';
import { curlSample } from './samples/curl-sample.ts';
import { javascriptSample } from './samples/javascript-sample.ts';
import { pythonLiteral, pythonSample } from './samples/python-sample.ts';
import { type SampleCredential, type SampleRequest, sampleRequest } from './samples/sample-request.ts';
import { SIGNING_JAVASCRIPT, SIGNING_PYTHON } from './samples/signing-code.ts';

const nasty = `it's "quoted" $(touch /tmp/x) \`id\` \\ \${a} !x %s <b> é😀\nsecond line\u2028end`;
const request: SampleRequest = {
  method: 'POST',
  url: `https://api.example.com/a?q=it's&b=[1]`,
  headers: [
    { name: 'X-API-Key', value: `k'e"y` },
    { name: 'X-Empty', value: '' },
  ],
  body: {
    mediaType: 'application/json',
    value: { text: nasty, list: [1, null, true], __proto__: undefined },
  },
};
const withBody = (mediaType: string, value: unknown): SampleRequest => ({
  ...request,
  body: { mediaType, value },
});

/** The arguments that a POSIX shell hands to curl. */
function curlArguments(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

/** What a JavaScript sample passes to fetch. */
async function fetchArguments(source: string, known: object = {}) {
  const calls: [string, RequestInit][] = [];
  const fetch = async (url: string, init: RequestInit) => {
    calls.push([url, init]);
    return new Response('');
  };
  const AsyncFunction = (async () => {}).constructor as new (
    ...words: string[]
  ) => (...args: unknown[]) => Promise<void>;
  await new AsyncFunction('fetch', 'console', 'known', source)(fetch, { log: () => {} }, known);
  return calls[0] ?? ['', {}];
}

describe('curl', () => {
  test('a shell hands over exactly what was meant', () => {
    const words = curlArguments(curlSample(request));
    expect(words.slice(0, 8)).toEqual([
      ...['--globoff', '-X', 'POST', request.url],
      ...['-H', `X-API-Key: k'e"y`, '-H', 'X-Empty;'],
    ]);
    expect(words[9]).toBe('Content-Type: application/json');
    expect(JSON.parse(words[11] ?? '')).toEqual({ text: nasty, list: [1, null, true] });
  });

  test('forms, parts and plain text arrive as they are', () => {
    const form = curlArguments(curlSample(withBody('application/x-www-form-urlencoded', { a: nasty })));
    expect(form.slice(-2)).toEqual(['--data-urlencode', `a=${nasty}`]);
    const parts = curlArguments(curlSample(withBody('multipart/form-data', { a: '@/etc/passwd' })));
    expect(parts.slice(-2)).toEqual(['--form-string', 'a=@/etc/passwd']);
    const text = curlArguments(curlSample(withBody('text/plain', nasty)));
    expect(text.slice(-2)).toEqual(['--data-raw', nasty]);
  });
});

describe('JavaScript', () => {
  test('fetch is called with exactly what was meant', async () => {
    const [url, init] = await fetchArguments(javascriptSample(request));
    expect(url).toBe(request.url);
    expect(init.method).toBe('POST');
    expect(init.headers).toEqual({ 'X-API-Key': `k'e"y`, 'X-Empty': '', 'Content-Type': 'application/json' });
    expect(JSON.parse(String(init.body))).toEqual({ text: nasty, list: [1, null, true] });
  });

  test('a __proto__ field is sent as a field', async () => {
    const value = JSON.parse('{"__proto__": {"a": 1}}');
    const [, init] = await fetchArguments(javascriptSample(withBody('application/json', value)));
    expect(init.body).toBe('{"__proto__":{"a":1}}');
  });

  test('forms and parts arrive as they are', async () => {
    const [, form] = await fetchArguments(
      javascriptSample(withBody('application/x-www-form-urlencoded', { a: nasty })),
    );
    expect((form.body as URLSearchParams).get('a')).toBe(nasty);
    const [, parts] = await fetchArguments(javascriptSample(withBody('multipart/form-data', { a: nasty })));
    expect((parts.body as FormData).get('a')).toBe(nasty);
  });
});

describe('Python', () => {
  test('texts are written with escapes that JSON and Python share', () => {
    expect(JSON.parse(pythonLiteral(nasty))).toBe(nasty);
    expect(pythonLiteral(nasty)).not.toContain('\n');
  });

  test('values are Python literals', () => {
    expect(pythonLiteral({ a: [true, null, 1.5], b: {} })).toBe(
      '{\n    "a": [\n        True,\n        None,\n        1.5,\n    ],\n    "b": {},\n}',
    );
  });

  test('a whole call', () => {
    expect(pythonSample(withBody('multipart/form-data', { a: 'x' }))).toBe(
      [
        'import requests',
        '',
        'response = requests.request(',
        '    "POST",',
        `    "https://api.example.com/a?q=it's&b=[1]",`,
        '    headers={',
        `        "X-API-Key": "k'e\\"y",`,
        '        "X-Empty": "",',
        '    },',
        '    files={',
        '        "a": (None, "x"),',
        '    },',
        ')',
        'print(response.status_code, response.text)',
      ].join('\n'),
    );
  });
});

describe('the request of an operation', () => {
  const api = normalize(shopDocument());
  const detailOf = (index: number) => api.operations[index]?.detail as OperationDetail;

  test('fills the path, sends required parameters only, and carries the key', () => {
    expect(sampleRequest(detailOf(0), api.schemas, { baseUrl: 'https://gw.example/shop/v1/' })).toEqual({
      method: 'GET',
      url: 'https://gw.example/shop/v1/orders/orderId',
      headers: [{ name: 'X-API-Key', value: 'YOUR_API_KEY' }],
    });
  });

  test('fills the body from the schema', () => {
    const { body } = sampleRequest(detailOf(1), api.schemas, { baseUrl: 'https://gw.example' });
    expect(body).toEqual({
      mediaType: 'application/json',
      value: { id: 'o1', note: 'text', amount: 1, lines: [{}] },
    });
  });

  test('encodes what goes into the URL, and never adds a line to a header', () => {
    const parameters = [
      { name: 'id', in: 'path', example: 'a/b ?' },
      { name: 'q', in: 'query', required: true, example: ['x&y', 'z'] },
      { name: 'X-Note', in: 'header', required: true, example: 'a\r\nHost: evil' },
    ].map((parameter) => ({
      deprecated: false,
      description: '',
      schema: {},
      examples: [],
      required: true,
      ...parameter,
    }));
    const detail = { ...detailOf(0), path: '/x/{id}', parameters } as OperationDetail;
    const sample = sampleRequest(
      detail,
      {},
      { baseUrl: 'https://gw.example', keyHeader: 'apikey', key: 'k\n1' },
    );
    expect(sample.url).toBe('https://gw.example/x/a%2Fb%20%3F?q=x%26y&q=z');
    expect(sample.headers).toEqual([
      { name: 'apikey', value: 'k 1' },
      { name: 'X-Note', value: 'a Host: evil' },
    ]);
  });

  test("the document's own samples come first", () => {
    const samples = codeSamples(detailOf(0), api.schemas, { baseUrl: 'https://gw.example' });
    expect(samples.map(({ label }) => label)).toEqual(['Go', 'curl', 'JavaScript', 'Python']);
  });

  test('the credential is the one that was asked for', async () => {
    const samplesFor = (credential: SampleCredential) =>
      codeSamples(detailOf(1), api.schemas, { baseUrl: 'https://gw.example', credential });
    for (const sample of samplesFor('token')) expect(sample.source).toContain('Bearer YOUR_TOKEN');
    const basic = samplesFor('basic');
    expect(curlArguments(basic.find(({ label }) => label === 'curl')?.source ?? '')).toContain(
      'YOUR_CLIENT_ID:YOUR_CLIENT_SECRET',
    );
    expect(basic.at(-1)?.source).toContain('auth=("YOUR_CLIENT_ID", "YOUR_CLIENT_SECRET"),');
    const [, init] = await fetchArguments(basic.find(({ lang }) => lang === 'javascript')?.source ?? '');
    expect(init.headers).toMatchObject({
      Authorization: `Basic ${btoa('YOUR_CLIENT_ID:YOUR_CLIENT_SECRET')}`,
    });
    expect(JSON.stringify(samplesFor('basic'))).not.toContain('X-API-Key');
    expect(samplesFor('signature').map(({ label }) => label)).not.toContain('curl');
  });
});

describe('a signed request', () => {
  const send = (body: SampleRequest['body']) => {
    const source = javascriptSample({
      ...request,
      headers: [],
      proof: 'signature',
      ...(body ? { body } : {}),
    })
      .replace('YOUR_CLIENT_ID', 'cli_1')
      .replace(/^import .*$/m, '');
    const names = ['createHash', 'createHmac', 'randomUUID', 'Buffer'] as const;
    const known = { createHash, createHmac, randomUUID: () => 'once', Buffer };
    return fetchArguments(`const { ${names.join(', ')} } = known;\n${source}`, known);
  };

  test.each<[string, SampleRequest['body']]>([
    ['JSON', { mediaType: 'application/json', value: { text: nasty } }],
    ['a form', { mediaType: 'application/x-www-form-urlencoded', value: { a: nasty } }],
    ['parts', { mediaType: 'multipart/form-data', value: { a: nasty } }],
    ['text', { mediaType: 'text/plain', value: nasty }],
  ])('of %s has the digest of exactly what is sent, and its media type', async (_name, body) => {
    const [url, init] = await send(body);
    const headers = init.headers as Record<string, string>;
    const digest = createHash('sha256')
      .update(init.body as string)
      .digest('base64');
    expect(headers['content-digest']).toBe(`sha-256=:${digest}:`);
    expect(headers['Content-Type']).toContain(body?.mediaType);
    const params = headers['signature-input']?.slice('sig1='.length);
    const base = [
      '"@method": POST',
      '"@authority": api.example.com',
      '"@path": /a',
      `"@query": ${new URL(url).search}`,
      `"content-digest": sha-256=:${digest}:`,
      `"@signature-params": ${params}`,
    ].join('\n');
    const mac = createHmac('sha256', 'YOUR_CLIENT_SECRET').update(base).digest('base64');
    expect(headers.signature).toBe(`sig1=:${mac}:`);
    expect(params).toMatch(/;keyid="cli_1";nonce="once"$/);
  });

  test('is made by the code that the docs show', () => {
    const docs = readFileSync(new URL('../../../docs/request-signatures.md', import.meta.url), 'utf8');
    expect(docs).toContain(SIGNING_JAVASCRIPT);
    expect(docs).toContain(SIGNING_PYTHON);
  });
});
