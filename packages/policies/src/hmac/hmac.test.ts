import { createHash, createHmac } from 'node:crypto';
import { mintSecret } from '@tollgate/domain/secrets';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import { type InnerList, parseDictionary } from '../structured-fields.ts';
import { createHmacHandler, type SignerFacts } from './handler.ts';
import { HmacConfig } from './schema.ts';
import { signatureBase } from './signature-base.ts';

const NOW_MS = 1_700_000_000_000;
const NOW = NOW_MS / 1000;
const { token: SECRET } = mintSecret('tg_hs');
const { token: OLD_SECRET } = mintSecret('tg_hs');
const BODY = '{"hello": "world"}';
const DIGEST = `sha-256=:${createHash('sha256').update(BODY).digest('base64')}:`;
const ALL = ['@method', '@authority', '@path', '@query', 'content-digest'];
const client: SignerFacts = {
  ...{ id: 'cli_1', tenantId: 'tnt_1', appId: 'app_1', environment: 'live', revokedAt: null },
  ...{ secret: SECRET, oldSecret: null, oldSecretEndsAt: null },
};

interface Choices {
  headers?: Record<string, string | string[]>;
  method?: string;
  target?: string;
  hasBody?: boolean;
  covered?: string[];
  params?: string;
  secret?: string;
  client?: Partial<SignerFacts> | null;
  config?: object;
  nowMs?: number;
  isComplete?: boolean;
}

/** Signs by the letter of the standard, independent of the code under test. */
function sign(choices: Choices): Record<string, string | string[]> {
  const { method = 'POST', target = '/v1/things?a=1', covered = ALL, secret = SECRET } = choices;
  const params = choices.params ?? `created=${NOW};keyid="cli_1";nonce="n-1"`;
  const headers = { host: 'api.example', 'content-digest': DIGEST, ...choices.headers };
  const [path = '', query] = target.split('?');
  const derived: Record<string, string> = {
    ...{ '@method': method, '@authority': 'api.example', '@path': path, '@request-target': target },
    '@query': query === undefined ? '?' : `?${query}`,
  };
  const list = `(${covered.map((name) => `"${name}"`).join(' ')});${params}`;
  const lines = covered.map((name) => {
    const values = [(headers as Record<string, string | string[]>)[name] ?? ''].flat().join(', ');
    return `"${name}": ${derived[name] ?? values}`;
  });
  const base = [...lines, `"@signature-params": ${list}`].join('\n');
  const mac = createHmac('sha256', secret).update(base).digest('base64');
  return { ...headers, 'signature-input': `sig1=${list}`, signature: `sig1=:${mac}:` };
}

function makeHandler({ client: change = {}, isComplete = true }: Choices = {}) {
  return createHmacHandler({
    findSigner: (id) => (change !== null && id === 'cli_1' ? { ...client, ...change } : undefined),
    isComplete: () => isComplete,
  });
}

function decide(choices: Choices, headers = sign(choices), handler = makeHandler(choices)) {
  const { method = 'POST', target = '/v1/things?a=1', hasBody = true, nowMs = NOW_MS } = choices;
  const request = makePolicyRequest(headers, { method, target, hasBody, nowMs });
  return handler(request, HmacConfig.parse(choices.config ?? {}));
}

function codeOf(...args: Parameters<typeof decide>): string {
  const decision = decide(...args) as { kind: string; problem?: string };
  return decision.problem ?? decision.kind;
}

test('a signed request calls as the app of its client, held to the digest of its body', () => {
  expect(decide({})).toEqual({
    kind: 'continue',
    principal: {
      ...{ keyId: 'cli_1', appId: 'app_1', environment: 'live' },
      credentialHeaders: ['signature', 'signature-input'],
      bodyDigests: [{ algorithm: 'sha256', digest: createHash('sha256').update(BODY).digest() }],
    },
    maxBodyBytes: 1024 * 1024,
  });
});

describe('whatever is changed after signing is refused', () => {
  const signed = sign({});
  test.each<[string, Choices, Record<string, string | string[]>]>([
    ['method', { method: 'PUT' }, signed],
    ['path', { target: '/v1/other?a=1' }, signed],
    ['query', { target: '/v1/things?a=2' }, signed],
    ['host', {}, { ...signed, host: 'other.example' }],
    ['digest', {}, { ...signed, 'content-digest': DIGEST.replace('256=:', '256=:A').replace(/.=:$/, '=:') }],
    [
      'created',
      {},
      { ...signed, 'signature-input': String(signed['signature-input']).replace(`${NOW}`, `${NOW - 1}`) },
    ],
    ['nonce', {}, { ...signed, 'signature-input': String(signed['signature-input']).replace('n-1', 'n-2') }],
    ['a second host', {}, { ...signed, 'content-digest': [DIGEST, DIGEST] }],
  ])('%s', (_name, choices, headers) => {
    expect(['signature_wrong', 'signature_malformed']).toContain(codeOf(choices, headers));
  });
});

test('wrong secret, unknown client and client of another tenant are told alike', () => {
  const wrong = decide({ secret: OLD_SECRET });
  expect(wrong).toMatchObject({ problem: 'signature_wrong' });
  expect(decide({ client: null })).toEqual(wrong);
  expect(decide({ client: { tenantId: 'tnt_2' } })).toEqual(wrong);
  expect(decide({ client: { revokedAt: '2020-01-01T00:00:00Z' }, secret: OLD_SECRET })).toEqual(wrong);
});

test('a revoked client is told only to who holds its secret', () => {
  expect(codeOf({ client: { revokedAt: '2020-01-01T00:00:00Z' } })).toBe('token_revoked');
});

test('the old secret works until its time is over', () => {
  const rotated = (endsAtMs: number) => ({
    oldSecret: OLD_SECRET,
    oldSecretEndsAt: new Date(endsAtMs).toISOString(),
  });
  expect(codeOf({ secret: OLD_SECRET, client: rotated(NOW_MS + 1) })).toBe('continue');
  expect(codeOf({ secret: OLD_SECRET, client: rotated(NOW_MS) })).toBe('signature_wrong');
  expect(codeOf({ client: rotated(NOW_MS + 1) })).toBe('continue');
});

test('a secret that could not be opened, or clients that are not all there, are 503 and no 401', () => {
  expect(codeOf({ client: { secret: null } })).toBe('not_ready');
  expect(codeOf({ client: null, isComplete: false })).toBe('not_ready');
});

describe('what must be covered', () => {
  test.each(ALL)('%s', (name) => {
    const without = ALL.filter((one) => one !== name);
    expect(decide({ covered: without })).toMatchObject({
      problem: 'signature_incomplete',
      detail: expect.stringContaining(name),
    });
  });

  test('the digest only where there is a body; the target stands for path and query', () => {
    const bodiless = { hasBody: false, covered: ALL.slice(0, 4), method: 'GET' };
    expect(decide(bodiless)).not.toHaveProperty('principal.bodyDigests');
    expect(codeOf({ covered: ['@method', '@authority', '@request-target', 'content-digest'] })).toBe(
      'continue',
    );
  });

  test('headers that the configuration names', () => {
    const config = { components: ['@method', 'date'] };
    const covered = ['@method', 'date'];
    expect(codeOf({ config, covered: ['@method'] })).toBe('signature_incomplete');
    expect(codeOf({ config, covered, headers: { date: 'now' } })).toBe('continue');
    expect(codeOf({ config, covered: ['@method', 'date'], headers: {} }, sign({ covered }))).toBe(
      'signature_malformed',
    );
  });
});

describe('time', () => {
  const at = (createdAt: number, more = '', nowMs = NOW_MS) =>
    codeOf({ params: `created=${createdAt};keyid="cli_1"${more}`, nowMs });
  test.each<[string, string, string]>([
    ['just now', at(NOW), 'continue'],
    ['as old as may be, with the skew', at(NOW - 329), 'continue'],
    ['older', at(NOW - 330), 'signature_expired'],
    ['a clock ahead within the skew', at(NOW + 30), 'continue'],
    ['a clock further ahead', at(NOW + 31), 'signature_expired'],
    ['expired by its own word', at(NOW - 40, `;expires=${NOW - 30}`), 'signature_expired'],
    ['not expired by its own word', at(NOW - 40, `;expires=${NOW - 29}`), 'continue'],
    ['expires beyond what is accepted', at(NOW - 330, `;expires=${NOW + 9999}`), 'signature_expired'],
  ])('%s', (_name, code, expected) => expect(code).toBe(expected));
});

describe('replays', () => {
  const params = (nonce: string | null, createdAt = NOW) =>
    `created=${createdAt};keyid="cli_1"${nonce === null ? '' : `;nonce="${nonce}"`}`;

  test('a nonce is good once, and without one the signature is', () => {
    const handler = makeHandler();
    const again = (nonce: string | null, target?: string) => {
      const choices = { params: params(nonce), ...(target ? { target } : {}) };
      return codeOf(choices, sign(choices), handler);
    };
    expect([again('a'), again('a'), again('a', '/other'), again('b')]).toEqual([
      ...['continue', 'signature_replayed', 'signature_replayed', 'continue'],
    ]);
    expect([again(null), again(null), again(null, '/other')]).toEqual([
      ...['continue', 'signature_replayed', 'continue'],
    ]);
  });

  test('a signature that was refused uses nothing up', () => {
    const handler = makeHandler();
    expect(codeOf({ secret: OLD_SECRET }, sign({ secret: OLD_SECRET }), handler)).toBe('signature_wrong');
    expect(codeOf({}, sign({}), handler)).toBe('continue');
  });

  test('are admitted where the configuration says so', () => {
    const handler = makeHandler();
    const config = { refuseReplays: false };
    expect([codeOf({ config }, sign({}), handler), codeOf({ config }, sign({}), handler)]).toEqual([
      ...['continue', 'continue'],
    ]);
  });
});

describe('what cannot be read is told as what it is', () => {
  const signed = sign({});
  const input = String(signed['signature-input']);
  const change = (from: string | RegExp, to: string) => ({
    ...signed,
    'signature-input': input.replace(from, to),
  });
  test.each<[string, Record<string, string | string[]>]>([
    ['no dictionary', { ...signed, 'signature-input': 'sig1=(("@method")' }],
    ['no signature of that label', { ...signed, signature: 'sig2=:AAAA:' }],
    ['a signature that is no bytes', { ...signed, signature: 'sig1="AAAA"' }],
    ['another algorithm', change('created', 'alg="rsa-pss-sha512";created')],
    ['no created', change(/created=\d+;/, '')],
    ['created as text', change(/created=(\d+)/, 'created="$1"')],
    ['a component twice', change('"@method"', '"@method" "@method"')],
    ['a component unknown here', change('"@method"', '"@method" "@status"')],
    ['a component of another message', change('"@method"', '"@method" "@method";req')],
    ['a header that was not sent', change('"@method"', '"@method" "x-none"')],
    ['a digest that is none', { ...signed, 'content-digest': 'sha-256=:AAAA:' }],
    ['a digest of an algorithm unknown here', { ...signed, 'content-digest': 'md5=:AAAA:' }],
    ['a nonce beyond measure', change('n-1', 'n'.repeat(129))],
  ])('%s', (_name, headers) => expect(codeOf({}, headers)).toBe('signature_malformed'));

  test('nothing sent, and signatures of others, are left to the next method', () => {
    expect(decide({}, {})).toMatchObject({ problem: 'credentials_missing', credential: 'absent' });
    expect(decide({}, change('cli_1', 'theirs'))).toMatchObject({ credential: 'foreign' });
  });

  test('beside a signature of somebody else ours is found', () => {
    const headers = {
      ...signed,
      'signature-input': [`other=("@status");keyid="theirs"`, input],
      signature: ['other=:AAAA:', String(signed.signature)],
    };
    expect(codeOf({}, headers)).toBe('continue');
  });
});

// RFC 9421, appendix B.2: the request, and what is signed of it.
describe('the vectors of the standard', () => {
  const request = makePolicyRequest(
    {
      host: 'example.com',
      date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'content-type': 'application/json',
      'content-digest':
        'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
      'content-length': '18',
    },
    { method: 'POST', target: '/foo?param=Value&Pet=dog', hasBody: true },
  );
  const baseOf = (input: string, from = request) =>
    signatureBase(from, parseDictionary(`sig=${input}`)?.get('sig') as InnerList);

  test('B.2.5: hmac-sha256 over the parts it names', () => {
    const input = '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"';
    const base = `"date": Tue, 20 Apr 2021 02:07:55 GMT\n"@authority": example.com\n"content-type": application/json\n"@signature-params": ${input}`;
    expect(baseOf(input)).toEqual({ base });
    const secret = 'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==';
    const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(base).digest('base64');
    expect(mac).toBe('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=');
  });

  test('B.2.3: every part of the message', () => {
    const input =
      '("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"';
    expect(baseOf(input)).toEqual({
      base: [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@query": ?param=Value&Pet=dog',
        '"@authority": example.com',
        '"content-type": application/json',
        '"content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
        '"content-length": 18',
        `"@signature-params": ${input}`,
      ].join('\n'),
    });
  });

  test('B.2.2: a single parameter of the query, and a tag', () => {
    const input =
      '("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example"';
    expect(baseOf(input)).toMatchObject({
      base: expect.stringContaining('"@query-param";name="Pet": dog\n'),
    });
  });

  test('2.1: header values are trimmed and joined, and may be empty', () => {
    const from = makePolicyRequest({
      'cache-control': ['max-age=60', '   must-revalidate'],
      'x-empty-header': '',
      'x-ows-header': '   Leading and trailing whitespace.   ',
    });
    expect(baseOf('("cache-control" "x-empty-header" "x-ows-header")', from)).toEqual({
      base: '"cache-control": max-age=60, must-revalidate\n"x-empty-header": \n"x-ows-header": Leading and trailing whitespace.\n"@signature-params": ("cache-control" "x-empty-header" "x-ows-header")',
    });
  });

  test('2.2.8: parameters of the query are decoded and encoded again', () => {
    const target =
      '/parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something';
    const from = makePolicyRequest({}, { target });
    const input =
      '("@query-param";name="var" "@query-param";name="bar" "@query-param";name="fa%C3%A7ade%22%3A%20")';
    expect(baseOf(input, from)).toEqual({
      base: `"@query-param";name="var": this%20is%20a%20big%0Amultiline%20value\n"@query-param";name="bar": with%20plus%20whitespace\n"@query-param";name="fa%C3%A7ade%22%3A%20": something\n"@signature-params": ${input}`,
    });
  });

  test('2.2.3 and 2.2.6: host in lower case without the usual port; a path that is empty is a slash', () => {
    const from = makePolicyRequest({ host: 'WWW.Example.com:443' }, { target: 'http://www.example.com?x' });
    expect(baseOf('("@authority" "@path" "@query")', from)).toMatchObject({
      base: expect.stringContaining('"@authority": www.example.com\n"@path": /\n"@query": ?x\n'),
    });
    expect(baseOf('("@query")', makePolicyRequest({}, { target: '/path' }))).toMatchObject({
      base: expect.stringContaining('"@query": ?\n'),
    });
  });
});
