import { z } from 'zod';

/** What a member may do. Owner and admin include every other role; editor and finance both include viewer. */
export const Role = z.enum(['owner', 'admin', 'editor', 'finance', 'viewer']);
export type Role = z.infer<typeof Role>;

const INCLUDES: Record<Role, readonly Role[]> = {
  owner: ['owner', 'admin', 'editor', 'finance', 'viewer'],
  admin: ['admin', 'editor', 'finance', 'viewer'],
  editor: ['editor', 'viewer'],
  finance: ['finance', 'viewer'],
  viewer: ['viewer'],
};

/** Whether a member with role `held` may do what role `needed` may do. */
export function roleIncludes(held: Role, needed: Role): boolean {
  return INCLUDES[held].includes(needed);
}

/** The most that both roles may do: of editor and finance, viewer. */
export function commonRole(one: Role, other: Role): Role {
  return INCLUDES[one].find((role) => roleIncludes(other, role)) ?? 'viewer';
}
