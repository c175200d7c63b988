import { expect, test } from 'vitest';
import { readStatement } from './statement.ts';

test('an insert is taken apart into table, columns and format', () => {
  expect(readStatement('INSERT INTO db.`events` (id, "at") FORMAT JSONEachRow').insert).toEqual({
    table: 'db.events',
    columns: ['id', 'at'],
    format: 'JSONEachRow',
  });
});

test('an insert that is more than a list of columns is left to the engine', () => {
  expect(readStatement('INSERT INTO t (* EXCEPT(id)) FORMAT JSONEachRow').insert).toBeUndefined();
  expect(readStatement('INSERT INTO t SELECT 1').insert).toBeUndefined();
});

test.each([
  'SELECT 1; SELECT 2',
  "SELECT ';'; DROP TABLE t",
  'SELECT 1; /* ; */ -- x\n SELECT 2',
  'SELECT "a;\\""; SELECT 2',
])('several statements are refused: %s', (sql) => {
  expect(() => readStatement(sql)).toThrow('Multi-statements are not allowed');
});

test.each([
  "SELECT ';'",
  'SELECT 1;',
  'SELECT 1 -- ; no\n',
  'SELECT `a;b` /* ; */',
  "SELECT 'it\\'s;'",
  'SELECT 1; -- end',
])('one statement is not taken for several: %s', (sql) => {
  expect(() => readStatement(sql)).not.toThrow();
});

test('the format at the end is known, and an empty text is a syntax error', () => {
  expect(readStatement('SELECT 1\nFORMAT JSON;').format).toBe('JSON');
  expect(() => readStatement(' ; ')).toThrow('Empty query');
});
