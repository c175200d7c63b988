import { readProject } from '@tollgate/tooling/project';
import { expect, test } from 'vitest';
import { ALL_BINDINGS } from './all-bindings.ts';

const project = readProject(new URL('../../../..', import.meta.url).pathname);
/** Verbs of the console that are no routes, each with the reason. */
const NOT_HERE: Record<string, string> = {
  signUpTenant: 'Makes the tenant that a token would belong to.',
  signInMember: 'Signs a person in; programs have tokens.',
  getMemberSession: 'Belongs to a browser’s cookie.',
  updateOwnPassword: 'A person’s own password; programs have tokens.',
  queuePasswordReset: 'For people who cannot sign in.',
  resetMemberPassword: 'For people who cannot sign in.',
  enterTenant: 'Changes the session of a browser; a token belongs to one tenant.',
  listOwnTenants: 'What a browser’s session could change to; a token belongs to one tenant.',
  labelValues: 'Answers of usage routes carry labels already.',
  acceptInvitation: 'The invited person’s own doing, before they are a member.',
};

function verbsOfConsole(): string[] {
  const files = project.paths.filter(
    (path) => /^apps\/console\/.*\.tsx?$/.test(path) && !path.includes('.test.'),
  );
  const imports = files.flatMap((path) => [
    ...project.read(path).matchAll(/import \{ ([^}]+) \} from '@tollgate\/services\/(?!context)[^']+'/g),
  ]);
  const names = imports.flatMap((match) =>
    (match[1] ?? '').split(',').map((name) => name.trim().split(' as ')[0] ?? ''),
  );
  return [...new Set(names)].filter((name) => /^[a-z]/.test(name));
}

test('whatever the console can change or show can be changed and read by the management API', () => {
  const verbs = verbsOfConsole();
  expect(verbs.length).toBeGreaterThan(40);
  const bound = new Set(ALL_BINDINGS.map(({ route }) => route.id));
  expect(verbs.filter((verb) => !bound.has(verb) && !(verb in NOT_HERE))).toEqual([]);
});
