import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { problemCodes } from './problem-codes.ts';

const catalogue = {
  'packages/domain/src/problem-codes.ts':
    "export const PROBLEMS = { key_missing: { status: 401, title: 'No key' } } as const;",
};
const page = { 'docs/problems/key_missing.md': '# No key' };
const testFile = { 'apps/gateway/src/a.test.ts': "expect(code).toBe('key_missing');" };
const find = (files: Record<string, string>) => problemCodes.find(fakeProject({ ...catalogue, ...files }));

test('a code with a page and a test passes', () => {
  expect(find({ ...page, ...testFile })).toEqual([]);
});

test('a code without a page or without a test is refused', () => {
  expect(find(testFile)).toMatchObject([{ problem: expect.stringContaining('page: key_missing') }]);
  expect(find(page)).toMatchObject([{ problem: expect.stringContaining('names: key_missing') }]);
});

test('a page about no code is refused', () => {
  const stray = { 'docs/problems/key_lost.md': '' };
  expect(find({ ...page, ...testFile, ...stray })).toMatchObject([{ path: 'docs/problems/key_lost.md' }]);
});
