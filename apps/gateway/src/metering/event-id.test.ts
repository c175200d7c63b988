import { idSchema } from '@tollgate/domain/ids';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { newEventId, newRequestId, randomTrace } from './event-id.ts';

const NOW_MS = 1_795_250_735_460;

test('an event id is a UUIDv7 of its time', () => {
  for (let i = 0; i < 2000; i++) {
    const id = newEventId(NOW_MS + i);
    expect(z.uuidv7().safeParse(id).success).toBe(true);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(NOW_MS + i);
  }
});

test('a request id is an id of its kind, and later ones sort behind earlier ones', () => {
  let before = '';
  for (let i = 0; i < 2000; i++) {
    const id = newRequestId(NOW_MS + i);
    expect(idSchema('request').safeParse(id).success).toBe(true);
    expect(id > before).toBe(true);
    before = id;
  }
});

test('no two are alike, in one millisecond and across refills of the pool', () => {
  const count = 50_000;
  expect(new Set(Array.from({ length: count }, () => newEventId(NOW_MS))).size).toBe(count);
  expect(new Set(Array.from({ length: count }, () => newRequestId(NOW_MS))).size).toBe(count);
  expect(new Set(Array.from({ length: count }, () => randomTrace())).size).toBe(count);
});

test('the ids of a trace and its span are hex and never all zeros', () => {
  for (let i = 0; i < 1000; i++) expect(randomTrace()).toMatch(/^(?!0{32})[0-9a-f]{32}(?!0+$)[0-9a-f]{16}$/);
});
