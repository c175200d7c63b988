import { findEntryPoints } from '@tollgate/tooling/entry-points/find-entry-points';
import { readProject } from '@tollgate/tooling/project';
import { expect, test } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const entryPoints = findEntryPoints(readProject(root), 'apps/console');

/** What makes actions and handlers that first ask for a session. */
const GUARDS = [
  { name: 'formAction', path: 'apps/console/server/action.ts' },
  { name: 'commandAction', path: 'apps/console/server/action.ts' },
  { name: 'memberRoute', path: 'apps/console/server/route.ts' },
];

/** What people without a session call; each entry needs a reason. */
const PUBLIC: Record<string, string> = {
  'features/auth/actions.ts signUp': 'Nobody has a session before signing up.',
  'features/auth/actions.ts forgot': 'Who forgot the password cannot sign in; the answer tells nothing.',
  'features/auth/actions.ts reset': 'The mailed link is the permission.',
  'features/auth/actions.ts accept': 'The invitation is the permission.',
  'app/api/auth/[...nextauth]/route.ts GET': 'Signing in and out.',
  'app/api/auth/[...nextauth]/route.ts POST': 'Signing in and out.',
};

const unguarded = entryPoints
  .filter(({ wrapper }) => !GUARDS.some(({ name, path }) => wrapper?.name === name && wrapper.path === path))
  .map(({ path, name }) => `${path.replace('apps/console/', '')} ${name}`);

test('every server action and route handler of the console asks for a session, but those named here', () => {
  expect(unguarded.sort()).toEqual(Object.keys(PUBLIC).sort());
});

test('the list of actions and handlers is not empty by mistake', () => {
  expect(entryPoints.filter(({ path }) => path.endsWith('actions.ts')).length).toBeGreaterThan(20);
  expect(entryPoints.filter(({ path }) => path.endsWith('route.ts')).length).toBeGreaterThan(3);
});
