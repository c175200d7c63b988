import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ID_PREFIXES, type IdKind, idSchema, newId, uuidV7, uuidV7Bytes } from './ids.ts';

const kinds = Object.keys(ID_PREFIXES) as IdKind[];

test('every kind has a prefix of its own, three lower-case letters long', () => {
  const prefixes = Object.values(ID_PREFIXES);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]{3}$/);
});

test.each(kinds)('a new id of kind %s is accepted by its own schema and by no other', (kind) => {
  const id = newId(kind);
  for (const other of kinds) expect(idSchema(other).safeParse(id).success).toBe(other === kind);
});

test('ids made at different milliseconds sort by time, from 1970 to the year 10889', () => {
  const instants = fc.nat(281_474_976_710_655);
  fc.assert(
    fc.property(instants, instants, (a, b) => {
      fc.pre(a < b);
      expect(newId('app', a) < newId('app', b)).toBe(true);
    }),
  );
});

test('twenty thousand ids of one millisecond are all different', () => {
  const atMs = Date.now();
  expect(new Set(Array.from({ length: 20_000 }, () => newId('request', atMs))).size).toBe(20_000);
});

test('a UUIDv7 carries its millisecond, version 7 and the variant of RFC 9562', () => {
  const atMs = Date.parse('2026-11-10T12:00:00.123Z');
  const text = uuidV7(atMs);
  expect(text).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(text.replace('-', '').slice(0, 12), 16)).toBe(atMs);
  expect(uuidV7Bytes(atMs)).toHaveLength(16);
});

describe('what is no id is refused', () => {
  const good = newId('api');
  test.each([
    ['', 'nothing'],
    [good.slice(0, -1), 'a letter short'],
    [`${good}1`, 'a letter long'],
    [`${good}\n`, 'a line break behind'],
    [` ${good}`, 'a space before'],
    [good.toUpperCase(), 'another case of the prefix'],
    [`${good.slice(0, -1)}0`, 'a letter that base58 leaves out'],
    [`${good.slice(0, -1)}é`, 'a letter beyond ASCII'],
    [`api_${"' or 1=1 --".padEnd(22, '1')}`, 'SQL'],
  ])('%j: %s', (text) => {
    expect(idSchema('api').safeParse(text).success).toBe(false);
  });
});
