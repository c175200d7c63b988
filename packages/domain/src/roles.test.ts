import { expect, test } from 'vitest';
import { commonRole, Role, roleIncludes } from './roles.ts';

const INCLUDED: Record<Role, Role[]> = {
  owner: ['owner', 'admin', 'editor', 'finance', 'viewer'],
  admin: ['admin', 'editor', 'finance', 'viewer'],
  editor: ['editor', 'viewer'],
  finance: ['finance', 'viewer'],
  viewer: ['viewer'],
};

test.each(Role.options)('%s may do exactly what its roles include', (held) => {
  for (const needed of Role.options) {
    expect(roleIncludes(held, needed), `${held} as ${needed}`).toBe(INCLUDED[held].includes(needed));
  }
});

test('including is transitive, so no detour gives more rights', () => {
  for (const a of Role.options) {
    for (const b of Role.options.filter((role) => roleIncludes(a, role))) {
      for (const c of Role.options.filter((role) => roleIncludes(b, role)))
        expect(roleIncludes(a, c)).toBe(true);
    }
  }
});

test('what two roles have in common is all that both may do, and nothing besides', () => {
  for (const one of Role.options) {
    for (const other of Role.options) {
      const both = Role.options.filter((role) => roleIncludes(one, role) && roleIncludes(other, role));
      const common = commonRole(one, other);
      expect(INCLUDED[common].toSorted(), `${one} and ${other}`).toEqual(both.toSorted());
    }
  }
  expect(commonRole('editor', 'finance')).toBe('viewer');
});
