import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { docComments } from './doc-comments.ts';

const find = (text: string, path = 'packages/domain/src/ids.ts') =>
  docComments.find(fakeProject({ [path]: text }));

test('an exported function without a sentence is refused', () => {
  expect(find('const a = 1;\nexport function newId() {}')).toMatchObject([{ line: 2 }]);
  expect(
    find('// Not a sentence for readers of the package.\nexport async function newId() {}'),
  ).toHaveLength(1);
  expect(find('/** About the constant. */\nconst a = 1;\nexport function newId() {}')).toHaveLength(1);
});

test('a sentence above it is enough, and functions of a file alone need none', () => {
  expect(find('/** Makes an id. */\nexport function newId() {}\nfunction inner() {}')).toEqual([]);
  expect(find('export function Page() {}', 'apps/console/app/page.tsx')).toEqual([]);
});
