import { readdirSync } from 'node:fs';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { expect, test } from 'vitest';
import { isProblemCode, PROBLEM_CODES, PROBLEM_TEXTS } from './catalogue.ts';
import { problemPage } from './problem-page.ts';

const docs = new URL('../../../../docs/problems/', import.meta.url).pathname;

test('the catalogue explains every code and no other', () => {
  expect(Object.keys(PROBLEM_TEXTS).sort()).toEqual(Object.keys(PROBLEMS).sort());
  expect([...PROBLEM_CODES].sort()).toEqual(Object.keys(PROBLEMS).sort());
  expect(isProblemCode('key_missing')).toBe(true);
  for (const text of ['', 'key_lost', 'toString', '__proto__']) expect(isProblemCode(text)).toBe(false);
});

test('the docs hold a page for every code and no other', () => {
  expect(readdirSync(docs).sort()).toEqual(PROBLEM_CODES.map((code) => `${code}.md`).sort());
});

for (const code of PROBLEM_CODES) {
  test(`the page of ${code} says what the catalogue says, and how to mend it`, async () => {
    const { causes, mend } = PROBLEM_TEXTS[code];
    expect(causes.length).toBeGreaterThan(0);
    expect(mend.length).toBeGreaterThan(0);
    await expect(problemPage(code)).toMatchFileSnapshot(`${docs}${code}.md`);
  });
}
