import { findEntryPoints } from '@tollgate/tooling/entry-points/find-entry-points';
import { readProject } from '@tollgate/tooling/project';
import { expect, test } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const project = readProject(root);
const entryPoints = findEntryPoints(project, 'apps/portal');

/** What makes actions that first ask for a session. */
const GUARDS = [
  { name: 'formAction', path: 'apps/portal/server/action.ts' },
  { name: 'commandAction', path: 'apps/portal/server/action.ts' },
];

/** What people without a session call; each entry needs a reason. */
const PUBLIC: Record<string, string> = {
  'features/auth/actions.ts signUp': 'Nobody has a session before signing up.',
  'features/auth/actions.ts forgot': 'Who forgot the password cannot sign in; the answer tells nothing.',
  'features/auth/actions.ts reset': 'The mailed link is the permission.',
  'app/api/auth/[...nextauth]/route.ts GET': 'Signing in and out.',
  'app/api/auth/[...nextauth]/route.ts POST': 'Signing in and out.',
  'app/[tenant]/docs/[product]/[api]/[version]/index.json/route.ts GET':
    'Docs of public products are for everybody; the catalog decides what a reader may see.',
  'app/[tenant]/docs/[product]/[api]/[version]/markdown/[...operation]/route.ts GET':
    'The same docs, for machines that read.',
  'app/[tenant]/llms.txt/route.ts GET':
    'What is on the portal, for machines that read, as the catalog decides.',
  'app/[tenant]/try/route.ts POST':
    'Visitors try public products with a key of their own; only the address of the tenant’s gateway is called.',
};

/** Handlers whose first lines ask for the session and answer 401 without one. */
function asksFirst({ path, name }: { path: string; name: string }): boolean {
  const text = project.read(path);
  const body = text.split(`export async function ${name}(`)[1] ?? '';
  const start =
    /\): Promise<Response> \{\n {2}const ctx = await findCtx\(\);\n {2}if \(!ctx\) return .*status: 401 \}\);\n/;
  return body.search(start) >= 0 && /import \{ findCtx \} from '[./]+\/server\/session\.ts';/.test(text);
}

const unguarded = entryPoints
  .filter(({ wrapper }) => !GUARDS.some(({ name, path }) => wrapper?.name === name && wrapper.path === path))
  .filter((entry) => !asksFirst(entry))
  .map(({ path, name }) => `${path.replace('apps/portal/', '')} ${name}`);

test('every server action and route handler of the portal asks for a session, but those named here', () => {
  expect(unguarded.sort()).toEqual(Object.keys(PUBLIC).sort());
});

test('the list of actions and handlers is not empty by mistake', () => {
  expect(entryPoints.filter(({ path }) => path.endsWith('actions.ts')).length).toBeGreaterThan(5);
});
