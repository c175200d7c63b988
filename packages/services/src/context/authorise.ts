import { DomainError } from '@tollgate/domain/errors';
import { type Role, roleIncludes } from '@tollgate/domain/roles';
import type { Ctx } from './ctx.ts';

/** Lets members and tokens with this role (and our own jobs) through; throws `role_insufficient` otherwise. */
export function requireRole(ctx: Ctx, needed: Role): void {
  const { actor } = ctx;
  if (actor.kind === 'system') return;
  if (actor.kind !== 'developer' && roleIncludes(actor.role, needed)) return;
  throw new DomainError('role_insufficient', {
    detail: `This needs the role ${needed}. Ask an owner or admin of the tenant to give it to you.`,
  });
}

/**
 * For what both sides may do. Returns the developer id that rows must belong to, or undefined for members,
 * tokens and jobs with the role, which see all of the tenant.
 */
export function requireRoleOrDeveloper(ctx: Ctx, needed: Role): string | undefined {
  if (ctx.actor.kind === 'developer') return ctx.actor.id;
  requireRole(ctx, needed);
  return undefined;
}
