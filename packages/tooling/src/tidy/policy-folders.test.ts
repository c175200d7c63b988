import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { policyFolders } from './policy-folders.ts';

const folder = 'packages/policies/src/ip-restriction';
const complete = {
  [`${folder}/schema.ts`]: '',
  [`${folder}/handler.ts`]: '',
  [`${folder}/ip-restriction.test.ts`]: '',
  [`${folder}/README.md`]: '',
  'packages/policies/src/schemas.ts': "import { a } from './ip-restriction/schema.ts';",
  'packages/policies/src/handlers.ts': "import { a } from './ip-restriction/handler.ts';",
};

test('a complete and registered policy passes', () => {
  expect(policyFolders.find(fakeProject(complete))).toEqual([]);
});

for (const path of Object.keys(complete)) {
  test(`a policy is refused without ${path}`, () => {
    const files = Object.fromEntries(Object.entries(complete).filter(([name]) => name !== path));
    expect(policyFolders.find(fakeProject(files)).length).toBeGreaterThan(0);
  });
}
