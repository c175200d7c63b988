import { type Role, roleIncludes } from '@tollgate/domain/roles';

const WHO: Record<Role, string> = {
  owner: 'an owner',
  admin: 'an owner or admin',
  editor: 'an owner, admin or editor',
  finance: 'an owner, admin or finance member',
  viewer: 'a member',
};

/** Why this role cannot do it, for a disabled button; undefined when it can. Verbs refuse anyway. */
export function refusalFor(held: Role, needed: Role): string | undefined {
  if (roleIncludes(held, needed)) return undefined;
  return `Only ${WHO[needed]} can do this. Your role is ${held}.`;
}
