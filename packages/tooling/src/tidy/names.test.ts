import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { names } from './names.ts';

const find = (...paths: string[]) =>
  names.find(fakeProject(Object.fromEntries(paths.map((path) => [path, '']))));

for (const path of [
  'packages/a/src/utils.ts',
  'packages/a/src/test-helpers.ts',
  'packages/shared/src/a.ts',
  'apps/a/key-manager.ts',
  'apps/a/v2/route.ts',
  'apps/a/CreateKey.tsx',
  'apps/a/create_key.ts',
  'apps/a/createKey.test.ts',
]) {
  test(`${path} is refused`, () => {
    expect(find(path)).toHaveLength(1);
  });
}

test('names that others decide are fine', () => {
  const next = ['app/[tenantSlug]/(signed-in)/[...rest]/page.tsx', 'app/@modal/_parts/a.tsx'];
  const fixed = ['README.md', '.env.example', 'infra/docker/Dockerfile.api', 'tsconfig.base.json'];
  const data = ['migrations/postgres/0001_first_tables.sql', 'docs/problems/key_missing.md'];
  expect(find(...next, ...fixed, ...data, 'packages/a/src/create-key.pg.test.ts')).toEqual([]);
});

test('a folder of 15 source files is refused, 14 and their tests are not', () => {
  const files = Array.from({ length: 14 }, (_, index) => [`a/f${index}.ts`, `a/f${index}.test.ts`]).flat();
  expect(find(...files)).toEqual([]);
  expect(find(...files, 'a/one-more.ts')).toMatchObject([{ path: 'a' }]);
});
