import { SignUpTenantInput } from '@tollgate/contract/sign-in';
import type { Tx } from '@tollgate/db/db';
import { members, people, tenants } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { slugFrom } from '@tollgate/domain/slug';
import { eq, sql } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { hashPassword } from './password.ts';

const RESERVED_SLUGS = new Set([
  'api',
  'www',
  'admin',
  'console',
  'portal',
  'gateway',
  'status',
  '_next',
  'auth',
]);

/** Makes a tenant and its owner. Throws `conflict` when the e-mail already signs in somewhere. */
export async function signUpTenant(
  services: Services,
  input: SignUpTenantInput,
  requestId: string = newId('request'),
): Promise<{ tenantId: string; memberId: string; slug: string }> {
  const { tenantName, name, email, password } = parseInput(SignUpTenantInput, input);
  const passwordHash = await hashPassword(password);
  const [tenantId, memberId, personId] = [newId('tenant'), newId('member'), newId('person')];
  const takenMessage = 'already has an account: sign in instead';
  return orConflict(
    () =>
      services.db.system.transaction(async (tx) => {
        await tx.execute(sql`select set_config('tollgate.tenant', ${tenantId}, true)`);
        const createdAt = services.now();
        await tx.insert(people).values({ id: personId, email, name, passwordHash, createdAt });
        const slug = await freeSlug(tx, slugFrom(tenantName, 'tenant'));
        await tx.insert(tenants).values({ id: tenantId, slug, name: tenantName, createdAt });
        const person = { personId, email, name };
        await tx.insert(members).values({ tenantId, id: memberId, ...person, role: 'owner', createdAt });
        const actor = { kind: 'member', id: memberId, name, role: 'owner' } as const;
        const ctx: Ctx = { ...services, tenantId, actor, requestId };
        await recordChange(tx, ctx, {
          action: 'tenant.created',
          target: { kind: 'tenant', id: tenantId, name: tenantName },
          after: { name: tenantName, slug },
          feed: [{ kind: 'tenant', id: tenantId }],
        });
        return { tenantId, memberId, slug };
      }),
    'email',
    takenMessage,
  );
}

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  // Two sign-ups of one name at the same moment would find the same slug free.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`tenant slug ${wanted}`}))`);
  for (let number = 1; number <= 50; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const slug = `${wanted.slice(0, 48 - suffix.length)}${suffix}`;
    if (RESERVED_SLUGS.has(slug)) continue;
    const taken = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, slug));
    if (taken.length === 0) return slug;
  }
  throw new DomainError('conflict', {
    errors: [{ location: 'tenantName', message: 'is used by many tenants already: choose another name' }],
  });
}
