import { DomainError } from '@tollgate/domain/errors';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, type SortKind } from './cursor.ts';

const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a cursor comes back as it was made', () => {
  expect(decodeCursor(encodeCursor('Zürich 🚀', 'app_1'), 'text')).toEqual({
    value: 'Zürich 🚀',
    id: 'app_1',
  });
  expect(decodeCursor(encodeCursor(7, 'opn_1'), 'number')).toEqual({ value: 7, id: 'opn_1' });
  const at = new Date().toISOString();
  expect(decodeCursor(encodeCursor(at, 'key_1'), 'time')).toEqual({ value: at, id: 'key_1' });
});

describe('a forged cursor is validation_failed', () => {
  test.each<[string, SortKind]>([
    ['', 'text'],
    ['!!!', 'text'],
    ['null', 'text'],
    [forge(null), 'text'],
    [forge({ value: 'a', id: 'b' }), 'text'],
    [forge(['a']), 'text'],
    [forge(['a', 'b', 'c']), 'text'],
    [forge([['a'], 'b']), 'text'],
    [forge([null, 'b']), 'text'],
    [forge(['a', null]), 'text'],
    [forge(['a', 7]), 'text'],
    [forge(['a\0', 'b']), 'text'],
    [forge(['a', 'b\0']), 'text'],
    [forge([7, 'b']), 'text'],
    [forge(['yesterday', 'b']), 'time'],
    [forge(['infinity', 'b']), 'time'],
    [forge(['now()', 'b']), 'time'],
    [forge(['2026-13-45T00:00:00Z', 'b']), 'time'],
    [forge([1, 'b']), 'time'],
    [forge(['1', 'b']), 'number'],
    [forge([1.5, 'b']), 'number'],
    [forge([1e30, 'b']), 'number'],
    [forge(['a'.repeat(5_000), 'b']), 'text'],
  ])('%j of %s', (cursor, kind) => {
    let thrown: unknown;
    try {
      decodeCursor(cursor, kind);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DomainError);
    expect(thrown).toMatchObject({ code: 'validation_failed', errors: [{ location: 'page.after' }] });
  });
});
