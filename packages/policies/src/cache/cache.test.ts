import { expect, test } from 'vitest';
import { AnswerStore, type Space } from './answer-store.ts';
import type { CacheRequest } from './cache-request.ts';
import { createCacheHandler } from './handler.ts';
import { schema } from './schema.ts';

const NOW = Date.UTC(2026, 0, 31, 10, 0, 0);
const handler = createCacheHandler();

function newSpace(maxBytes = 100_000, maxEntries = 100): Space {
  return new AnswerStore({ maxBytes, maxEntries }).spaceOf('ver_1', {}, () => '');
}

function request(space: Space, others: Partial<CacheRequest> = {}): CacheRequest {
  return {
    space,
    method: 'GET',
    rest: '/countries',
    url: '/countries',
    origin: 'live http://atlas',
    subscriber: 'sub_1 pln_1',
    headers: [],
    urlOf: (address) => (address.startsWith('/') ? address : null),
    ...others,
  };
}

interface Step {
  readonly config?: object;
  readonly at?: number;
  readonly status?: number;
  readonly headers?: string[];
  readonly body?: string;
}

/** One request: what the cache said, and of a forwarded one what became of the upstream's answer. */
function visit(
  asked: CacheRequest,
  { config = {}, at = 0, status = 200, headers = [], body = 'a' }: Step = {},
) {
  const run = handler(asked, schema.config.parse(config));
  if (!run) return { kind: 'none' };
  const nowMs = NOW + at * 1000;
  const consulted = run.consult(nowMs);
  if (consulted.kind !== 'forward') return consulted;
  const dated = headers.includes('date') ? headers : [...headers, 'date', new Date(nowMs).toUTCString()];
  const verdict = run.onHead(status, dated, nowMs, 0);
  if (verdict.kind === 'pass' && verdict.isKept) run.keep(Buffer.from(body));
  return { ...verdict, forwarded: consulted.headers };
}

const FRESH = { headers: ['cache-control', 'max-age=60'] };

test('an answer is given again while it is fresh, with its age, and not after', () => {
  const space = newSpace();
  expect(visit(request(space), FRESH)).toMatchObject({ cacheStatus: 'Tollgate; fwd=uri-miss; stored' });
  const hit = visit(request(space), { at: 59 });
  expect(hit).toMatchObject({ kind: 'answer', answer: { status: 200, body: Buffer.from('a') } });
  expect(hit).toHaveProperty(
    'answer.headers',
    expect.arrayContaining(['age', '59', 'cache-status', 'Tollgate; hit; ttl=1', 'content-length', '1']),
  );
  expect(visit(request(space), { at: 60 })).toMatchObject({ cacheStatus: 'Tollgate; fwd=stale' });
});

test('an answer is for the subscription that asked, unless it says that it is for everyone', () => {
  const space = newSpace();
  const other = { subscriber: 'sub_2 pln_1' };
  visit(request(space), FRESH);
  expect(visit(request(space, other))).toMatchObject({ kind: 'pass' });
  const everyone = { config: { share: 'everyone' } };
  const shared = newSpace();
  expect(visit(request(shared), { ...everyone, ...FRESH })).toMatchObject({ isKept: false });
  for (const word of ['public, max-age=60', 's-maxage=60', 'max-age=60, must-revalidate']) {
    const space = newSpace();
    visit(request(space), { ...everyone, headers: ['cache-control', word] });
    expect(visit(request(space, other), everyone)).toMatchObject({ kind: 'answer' });
  }
});

test('an answer is never given across environments, hosts or schemes', () => {
  const space = newSpace();
  visit(request(space), FRESH);
  for (const origin of ['test http://atlas', 'live https://atlas', 'live http://other']) {
    expect(visit(request(space, { origin }))).toMatchObject({ kind: 'pass' });
  }
});

test('a request with Authorization of its own needs an answer that may be shared', () => {
  const space = newSpace();
  const signed = { headers: ['authorization', 'Bearer x'] };
  expect(visit(request(space, signed), FRESH)).toMatchObject({ isKept: false });
  expect(visit(request(space, signed), { config: { defaultTtlSeconds: 60 } })).toMatchObject({
    isKept: false,
  });
  expect(visit(request(space, signed), { headers: ['cache-control', 'public, max-age=60'] })).toMatchObject({
    isKept: true,
  });
});

test.each([
  ['no-store', ['cache-control', 'max-age=60, no-store']],
  ['private', ['cache-control', 'max-age=60, private']],
  ['Vary: *', ['cache-control', 'max-age=60', 'vary', 'accept, *']],
  ['Vary on what only the gateway sends', ['cache-control', 'max-age=60', 'vary', 'Tollgate-App']],
  ['a stream of events', ['cache-control', 'max-age=60', 'content-type', 'text/event-stream']],
  ['a length beyond the limit', ['cache-control', 'max-age=60', 'content-length', '2000']],
  ['no word of how long', []],
  ['a quoted max-age of something else', ['cache-control', 'x="max-age=60"']],
  ['an age beyond its time', ['cache-control', 'max-age=60', 'age', '90']],
])('an answer with %s is not kept', (_, headers) => {
  expect(visit(request(newSpace()), { headers, config: { maxEntryBytes: 1000 } })).toMatchObject({
    isKept: false,
  });
});

test.each([206, 304, 103])('an answer with status %d is not kept', (status) => {
  expect(visit(request(newSpace()), { ...FRESH, status })).toMatchObject({ isKept: false });
});

test('what is kept without a word of its own is as configured', () => {
  const lastChanged = ['last-modified', new Date(NOW - 1000_000).toUTCString()];
  const kept = (headers: string[], config: object, at: number) => {
    const space = newSpace();
    visit(request(space), { headers, config });
    return visit(request(space), { config, at }).kind === 'answer';
  };
  expect(kept([], { defaultTtlSeconds: 30 }, 29)).toBe(true);
  expect(kept([], { defaultTtlSeconds: 30 }, 30)).toBe(false);
  expect(kept(['set-cookie', 'a=1'], { defaultTtlSeconds: 30 }, 1)).toBe(false);
  expect(kept(lastChanged, {}, 1)).toBe(false);
  expect(kept(lastChanged, { heuristicMaxSeconds: 1000 }, 99)).toBe(true);
  expect(kept(lastChanged, { heuristicMaxSeconds: 50 }, 51)).toBe(false);
});

test('s-maxage goes before max-age, and that before Expires; a date that is none has passed', () => {
  const freshAt30 = (headers: string[]) => {
    const space = newSpace();
    visit(request(space), { headers });
    return visit(request(space), { at: 30 }).kind === 'answer';
  };
  const later = new Date(NOW + 60_000).toUTCString();
  expect(freshAt30(['cache-control', 'max-age=10, s-maxage=60'])).toBe(true);
  expect(freshAt30(['cache-control', 'max-age=60, s-maxage=10'])).toBe(false);
  expect(freshAt30(['cache-control', 'max-age=10', 'expires', later])).toBe(false);
  expect(freshAt30(['expires', later])).toBe(true);
  expect(freshAt30(['expires', '0'])).toBe(false);
  expect(freshAt30(['cache-control', 'max-age=-60', 'expires', later])).toBe(false);
});

test('requests are told apart by what an answer varies by', () => {
  const space = newSpace();
  const asking = (language: string) => request(space, { headers: ['accept-language', language] });
  const headers = ['cache-control', 'max-age=60', 'vary', 'Accept-Language'];
  visit(asking('de'), { headers, body: 'Guten Tag' });
  expect(visit(asking('fr'), { headers, body: 'Bonjour' })).toMatchObject({
    cacheStatus: 'Tollgate; fwd=vary-miss; stored',
  });
  expect(visit(asking('de'))).toMatchObject({ answer: { body: Buffer.from('Guten Tag') } });
  expect(visit(asking('fr'))).toMatchObject({ answer: { body: Buffer.from('Bonjour') } });
  expect(visit(request(space))).toMatchObject({ kind: 'pass' });
});

test.each([
  ['no-cache', 'pass'],
  ['no-store', 'pass'],
  ['max-age=0', 'pass'],
  ['max-age=10', 'pass'],
  ['max-age=30', 'answer'],
  ['min-fresh=50', 'pass'],
  ['only-if-cached', 'answer'],
])('a caller who says Cache-Control: %s is heard', (word, kind) => {
  const space = newSpace();
  visit(request(space), FRESH);
  expect(visit(request(space, { headers: ['cache-control', word] }), { at: 20 }).kind).toBe(kind);
});

test('only-if-cached is told when there is nothing, and max-stale takes what is past its time', () => {
  const space = newSpace();
  expect(visit(request(space, { headers: ['cache-control', 'only-if-cached'] }))).toEqual({ kind: 'absent' });
  visit(request(space), { headers: ['cache-control', 'max-age=60', 'etag', '"1"'] });
  const asking = (word: string) => request(space, { headers: ['cache-control', word] });
  expect(visit(asking('max-stale=30'), { at: 80 })).toMatchObject({ kind: 'answer' });
  expect(visit(asking('max-stale'), { at: 8000 })).toMatchObject({ kind: 'answer' });
  expect(visit(asking('max-stale=10'), { at: 80, ...FRESH })).toMatchObject({ kind: 'pass' });
});

test('an answer past its time is asked for on condition, and 304 makes it fresh', () => {
  const space = newSpace();
  const etag = ['cache-control', 'max-age=60', 'etag', '"1"', 'x-version', '1'];
  visit(request(space), { headers: etag });
  const asked = visit(request(space, { headers: ['if-none-match', '"own"', 'accept', 'a/b'] }), {
    at: 100,
    status: 304,
    headers: ['cache-control', 'max-age=60', 'x-version', '2', 'etag', '"1"'],
  });
  expect(asked).toMatchObject({
    kind: 'kept',
    state: 'revalidated',
    forwarded: ['accept', 'a/b', 'if-none-match', '"1"'],
    answer: { status: 200 },
  });
  const hit = visit(request(space), { at: 150 });
  expect(hit).toHaveProperty('answer.headers', expect.arrayContaining(['x-version', '2']));
});

test('a caller who holds what is kept gets 304', () => {
  const space = newSpace();
  const changed = new Date(NOW - 5000).toUTCString();
  visit(request(space), { headers: [...FRESH.headers, 'etag', '"1"', 'last-modified', changed] });
  const status = (...headers: string[]) => visit(request(space, { headers }), { at: 1 });
  expect(status('if-none-match', '"0", W/"1"')).toMatchObject({ answer: { status: 304, body: null } });
  expect(status('if-none-match', '"2"', 'if-modified-since', changed)).toMatchObject({
    answer: { status: 200 },
  });
  expect(status('if-modified-since', changed)).toMatchObject({ answer: { status: 304 } });
  expect(status('if-match', '"1"')).toMatchObject({ kind: 'pass' });
});

test('a part of what is kept is cut out, and one that is not there is refused', () => {
  const space = newSpace();
  visit(request(space), { headers: [...FRESH.headers, 'etag', '"1"'], body: '0123456789' });
  const part = (...headers: string[]) => visit(request(space, { headers }), { at: 1 });
  expect(part('range', 'bytes=2-4')).toMatchObject({ answer: { status: 206, body: Buffer.from('234') } });
  expect(part('range', 'bytes=-3')).toMatchObject({ answer: { status: 206, body: Buffer.from('789') } });
  expect(part('range', 'bytes=7-')).toHaveProperty(
    'answer.headers',
    expect.arrayContaining(['content-range', 'bytes 7-9/10', 'content-length', '3']),
  );
  expect(part('range', 'bytes=10-')).toMatchObject({ answer: { status: 416, body: null } });
  expect(part('range', 'bytes=0-1,3-4')).toMatchObject({ answer: { status: 200 } });
  expect(part('range', 'bytes=0-1', 'if-range', '"2"')).toMatchObject({ answer: { status: 200 } });
});

test('HEAD is answered from the answer to GET, without its body', () => {
  const space = newSpace();
  visit(request(space), FRESH);
  const head = visit(request(space, { method: 'HEAD' }), { at: 1 });
  expect(head).toMatchObject({ kind: 'answer', answer: { status: 200, body: null } });
  expect(visit(request(newSpace(), { method: 'HEAD' }), FRESH)).toMatchObject({ isKept: false });
});

test('an unsafe method that succeeds ends what is kept for its address and those it names, for all', () => {
  const kept = (step: Step, method = 'POST') => {
    const space = newSpace();
    const there = { url: '/countries/FR', rest: '/countries/FR' };
    visit(request(space), FRESH);
    visit(request(space, there), FRESH);
    visit(request(space, { method, subscriber: 'sub_2 pln_1' }), step);
    return [visit(request(space)).kind, visit(request(space, there)).kind];
  };
  expect(kept({ status: 201, headers: ['location', '/countries/FR'] })).toEqual(['pass', 'pass']);
  expect(kept({ status: 201, headers: ['location', 'https://elsewhere/countries/FR'] })).toEqual([
    'pass',
    'answer',
  ]);
  expect(kept({ status: 500, headers: ['location', '/countries/FR'] })).toEqual(['answer', 'answer']);
  expect(kept({ status: 200 }, 'OPTIONS')).toEqual(['answer', 'answer']);
});

test('a failing upstream is covered by an answer past its time, where that is allowed', () => {
  const covered = (word: string, config: object, at: number) => {
    const space = newSpace();
    visit(request(space), { headers: ['cache-control', word], config });
    return visit(request(space), { at, status: 503, config }).kind === 'kept';
  };
  const errors = { staleIfErrorSeconds: 60 };
  expect(covered('max-age=10, stale-if-error=60', {}, 60)).toBe(true);
  expect(covered('max-age=10, stale-if-error=60', {}, 80)).toBe(false);
  expect(covered('max-age=10', errors, 60)).toBe(true);
  expect(covered('max-age=10, stale-if-error=0', errors, 60)).toBe(false);
  expect(covered('max-age=10, must-revalidate', errors, 60)).toBe(false);
  expect(covered('s-maxage=10', errors, 60)).toBe(false);
});

test('stale-while-revalidate gives what is past its time, and asks for it once behind that', () => {
  const space = newSpace();
  visit(request(space), {
    headers: ['cache-control', 'max-age=10, stale-while-revalidate=30', 'etag', '"1"'],
  });
  const run = handler(request(space, { headers: ['range', 'bytes=0-0'] }), schema.config.parse({}));
  expect(run?.consult(NOW + 20_000)).toMatchObject({ kind: 'answer', refreshes: true });
  expect(run?.refresh()).toEqual(['if-none-match', '"1"']);
  expect(visit(request(space), { at: 20 })).toMatchObject({ kind: 'answer', refreshes: false });
  run?.endRefresh();
  expect(visit(request(space), { at: 41 })).toMatchObject({ kind: 'pass' });
});

test('what the upstream no longer lets be kept is gone', () => {
  const space = newSpace();
  visit(request(space), FRESH);
  const anew = request(space, { headers: ['cache-control', 'no-cache'] });
  visit(anew, { headers: ['cache-control', 'no-store'] });
  expect(visit(request(space))).toMatchObject({ kind: 'pass' });
});

test('only answers of the paths named are kept', () => {
  const space = newSpace();
  const config = { paths: ['/countries/*'] };
  expect(visit(request(space), { config })).toEqual({ kind: 'none' });
  expect(visit(request(space, { rest: '/countries/FR' }), { config, ...FRESH })).toMatchObject({
    isKept: true,
  });
});

test.each([{ share: 'all' }, { defaultTtlSeconds: -1 }, { maxEntryBytes: 0 }, { paths: ['x'] }, { ttl: 1 }])(
  'a configuration that cannot be meant is refused: %j',
  (config) => {
    expect(schema.config.safeParse(config).success).toBe(false);
  },
);
