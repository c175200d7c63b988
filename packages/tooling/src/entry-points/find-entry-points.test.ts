import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { findEntryPoints } from './find-entry-points.ts';

const find = (path: string, text: string) => findEntryPoints(fakeProject({ [path]: text }), 'apps/console');
const importing = "import { formAction } from '../../server/action.ts';\n";

test('an action made by an imported wrapper names it', () => {
  const text = `'use server';\n${importing}export const create = formAction(async () => {});`;
  expect(find('apps/console/features/x/actions.ts', text)).toEqual([
    {
      path: 'apps/console/features/x/actions.ts',
      name: 'create',
      wrapper: { name: 'formAction', path: 'apps/console/server/action.ts' },
    },
  ]);
});

for (const [what, text] of [
  ['a plain function', 'export async function create() {}'],
  ['a plain arrow', 'export const create = async () => {};'],
  [
    'a wrapper of the file’s own',
    'const formAction = (f) => f;\nexport const create = formAction(() => {});',
  ],
  ['a name exported later', 'async function create() {}\nexport { create };'],
  ['something exported again', "export * from './more.ts';"],
  ['a default', 'export default async function create() {}'],
] as const) {
  test(`${what} in a file of actions is found without a wrapper`, () => {
    expect(find('apps/console/features/x/actions.ts', `'use server';\n${text}`)).toMatchObject([
      { wrapper: undefined },
    ]);
  });
}

test('an action inside a component is found', () => {
  const text = "export function Page() { async function save() { 'use server'; } return save; }";
  expect(find('apps/console/app/page.tsx', text)).toMatchObject([{ name: 'save', wrapper: undefined }]);
});

test('methods of a route handler are found, its settings are not', () => {
  const text = "export const runtime = 'nodejs';\nexport async function POST() {}";
  expect(find('apps/console/app/api/x/route.ts', text)).toMatchObject([{ name: 'POST', wrapper: undefined }]);
});

test('files that no browser calls have none, types are none', () => {
  expect(find('apps/console/server/action.ts', 'export async function run() {}')).toEqual([]);
  expect(find('apps/console/features/x/actions.ts', "'use server';\nexport type A = string;")).toEqual([]);
});
