import { readdirSync } from 'node:fs';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { readProject } from '@tollgate/tooling/project';
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

const NOT_YET = ['payment_overdue', 'plan_version_published', 'spend_cap_reached'];

test('every code is answered by something, or its page says that nothing answers with it yet', () => {
  const project = readProject(new URL('../../../..', import.meta.url).pathname);
  const elsewhere =
    /^packages\/contract\/|problem-codes\.ts$|problem-texts\.ts$|\.test\.tsx?$|^packages\/tooling\//;
  const texts = project.paths
    .filter((path) => /^(apps|packages)\/.*\.(ts|tsx)$/.test(path) && !elsewhere.test(path))
    .map((path) => project.read(path))
    .join('\n');
  const unanswered = PROBLEM_CODES.filter((code) => !texts.includes(`'${code}'`));
  expect(unanswered.sort()).toEqual(NOT_YET);
  expect(PROBLEM_CODES.filter((code) => PROBLEM_TEXTS[code].notYet).sort()).toEqual(NOT_YET);
});
