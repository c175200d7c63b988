import { expect, test } from 'vitest';
import { AnswerStore, type KeptAnswer } from './answer-store.ts';

function answer(bytes = 100, varied: string[] = [], selection = ''): KeptAnswer {
  return {
    status: 200,
    headers: [],
    directives: new Map(),
    body: new Uint8Array(bytes),
    receivedAtMs: 0,
    ageAtReceiptMs: 0,
    lifetimeMs: 1000,
    varied,
    selection,
  };
}

function newStore(maxBytes = 1_000_000, maxEntries = 1000) {
  const store = new AnswerStore({ maxBytes, maxEntries });
  return { store, space: store.spaceOf('ver_1', {}, () => '1') };
}

test('answers used least recently go first when there are too many', () => {
  const { store, space } = newStore(1_000_000, 2);
  space.put('/a', 'p', answer(), []);
  space.put('/b', 'p', answer(), []);
  expect(space.find('/a', 'p', [])).not.toBeNull();
  space.put('/c', 'p', answer(), []);
  expect(['/a', '/b', '/c'].map((url) => space.find(url, 'p', []) !== null)).toEqual([true, false, true]);
  expect(store.size).toBe(2);
});

test('bytes are counted exactly, and bounded whatever is kept', () => {
  const { store, space } = newStore(10_000);
  for (let i = 0; i < 100; i++) {
    space.put(`/${i % 7}`, 'p', answer(i * 37), []);
    expect(store.bytes).toBeLessThanOrEqual(10_000);
  }
  space.put('/huge', 'p', answer(20_000), []);
  expect(space.find('/huge', 'p', [])).toBeNull();
  for (let i = 0; i < 7; i++) space.invalidate(`/${i}`);
  expect([store.bytes, store.size]).toEqual([0, 0]);
});

test('one address cannot fill the store with variants', () => {
  const { store, space } = newStore();
  for (let i = 0; i < 100; i++) {
    const request = ['accept', String(i)];
    space.put('/a', 'p', answer(1, ['accept'], JSON.stringify([String(i)])), request);
  }
  expect(store.size).toBe(32);
});

test('another configuration of a version begins with nothing, the same one goes on', () => {
  const { store, space } = newStore();
  space.put('/a', 'p', answer(), []);
  const again = store.spaceOf('ver_1', {}, () => '1');
  expect(again.find('/a', 'p', [])).not.toBeNull();
  const other = store.spaceOf('ver_1', {}, () => '2');
  expect(other.find('/a', 'p', [])).toBeNull();
  space.put('/a', 'p', answer(), []);
  expect([store.bytes, store.size]).toEqual([0, 0]);
});

test('a place that is gone takes no more answers', () => {
  const { store, space } = newStore();
  space.put('/a', 'p', answer(), []);
  const entry = space.find('/a', 'p', []);
  space.invalidate('/a');
  if (entry) space.replace(entry, answer());
  expect([store.bytes, store.size]).toEqual([0, 0]);
});
