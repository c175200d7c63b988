import { beforeEach, describe, expect, test } from 'vitest';
import { AddressBook, type Resolve } from './address-book.ts';

const four = (address: string) => ({ address, family: 4 });
const failing = (code: string) => Object.assign(new Error(code), { code });

let nowMs: number;
let answer: string[] | Error;
let asked: number;
let ttl: number | null;
let book: AddressBook;

const resolve: Resolve = (_name, _options, done) => {
  asked++;
  if (answer instanceof Error) done(answer, []);
  else done(null, answer.map(four));
};

beforeEach(() => {
  nowMs = 1_000_000;
  answer = ['192.0.2.1'];
  asked = 0;
  ttl = 60;
  book = new AddressBook({ resolve, ttlOf: async () => ttl, now: () => nowMs });
});

const settle = () => new Promise((done) => setImmediate(done));
async function lookup(): Promise<string[]> {
  const found = await new Promise<string[]>((done, fail) => {
    book.lookup('api.example', { all: true }, (error, addresses) => {
      if (error) fail(error);
      else done((addresses as { address: string }[]).map(({ address }) => address));
    });
  });
  await settle();
  return found;
}
const later = async (ms: number) => {
  nowMs += ms;
  book.currentOf('api.example');
  book.refresh();
  await settle();
};

test('an answer holds for as long as DNS says, and is asked for again by itself then', async () => {
  expect(await lookup()).toEqual(['192.0.2.1']);
  answer = ['192.0.2.2'];
  await later(59_999);
  expect([asked, await lookup()]).toEqual([1, ['192.0.2.1']]);
  await later(1);
  expect([asked, [...(book.currentOf('api.example') ?? [])]]).toEqual([2, ['192.0.2.2']]);
  expect([await lookup(), asked]).toEqual([['192.0.2.2'], 2]);
});

test.each<[number | null, number]>([
  [0, 1000],
  [86_400, 300_000],
  [null, 30_000],
])('with a TTL of %s seconds it holds for %i ms', async (seconds, ms) => {
  ttl = seconds;
  await lookup();
  await later(ms - 1);
  expect(asked).toBe(1);
  await later(1);
  expect(asked).toBe(2);
});

test('several addresses begin in turn, and all of them are there to try', async () => {
  answer = ['a', 'b', 'c'];
  expect([await lookup(), await lookup(), await lookup(), await lookup()]).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
  expect(asked).toBe(1);
});

test('who asks at once asks once', async () => {
  await Promise.all([lookup(), lookup(), lookup()]);
  expect(asked).toBe(1);
});

describe('when there is no answer', () => {
  test('a name server that is away leaves the answer before for five minutes', async () => {
    await lookup();
    answer = failing('EAI_AGAIN');
    await later(60_000);
    expect(await lookup()).toEqual(['192.0.2.1']);
    await later(240_001);
    await expect(lookup()).rejects.toThrow('EAI_AGAIN');
    answer = ['192.0.2.2'];
    expect(await lookup()).toEqual(['192.0.2.2']);
  });

  test('a name that is gone is gone', async () => {
    await lookup();
    answer = failing('ENOTFOUND');
    await later(60_000);
    await expect(lookup()).rejects.toThrow('ENOTFOUND');
    expect(book.currentOf('api.example')).toBeUndefined();
  });
});

test('a name that nobody uses is not asked for again', async () => {
  await lookup();
  nowMs += 301_000;
  book.refresh();
  await settle();
  expect(asked).toBe(1);
  expect(book.currentOf('api.example')).toBeUndefined();
});
