import { randomBytes } from 'node:crypto';
import { members, tenants } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import type { Role } from '@tollgate/domain/roles';
import { and, asc, eq } from 'drizzle-orm';
import type { Ctx, Services } from '../context/ctx.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { acceptInvitation } from '../invitations/accept-invitation.ts';
import { createInvitation } from '../invitations/create-invitation.ts';
import { signUpTenant } from '../sign-in/sign-up-tenant.ts';
import { authenticateToken } from '../tokens/authenticate-token.ts';
import { createToken } from '../tokens/create-token.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** How long before its first seeding the demo's story begins. */
const STORY_DAYS = 58;

/** Who signs in to the console of the demo; the passwords are public on purpose. */
export const PEOPLE: { who: string; name: string; email: string; password: string; role: Role }[] = [
  {
    who: 'owner',
    name: 'Ada Atlas',
    email: 'owner@atlas.example',
    password: 'atlas-owner-demo',
    role: 'owner',
  },
  {
    who: 'finance',
    name: 'Fin Atlas',
    email: 'finance@atlas.example',
    password: 'atlas-finance-demo',
    role: 'finance',
  },
  {
    who: 'viewer',
    name: 'Vera Atlas',
    email: 'viewer@atlas.example',
    password: 'atlas-viewer-demo',
    role: 'viewer',
  },
];

export interface DemoTenant {
  services: Services;
  tenantId: string;
  slug: string;
  adminToken: string;
  /** When the tenant was first seeded; the story ends here. */
  seededAt: Date;
  /** The owner's ctx, so many days and minutes after the story's beginning. */
  ownerAt(day: number, minute?: number): Ctx;
}

/** Tenant Atlas with its members and a management token of its owner. */
export async function seedTenant(services: Services, earlierToken: string | undefined): Promise<DemoTenant> {
  const [owner] = PEOPLE;
  if (!owner) throw new Error('the demo needs an owner');
  const find = async () =>
    (await services.db.system.select().from(tenants).where(eq(tenants.slug, 'atlas')))[0];
  let tenant = await find();
  if (!tenant) {
    const begin = new Date(services.now().getTime() - STORY_DAYS * DAY_MS);
    const { name, email, password } = owner;
    await signUpTenant({ ...services, now: () => begin }, { tenantName: 'Atlas', name, email, password });
    tenant = await find();
  }
  if (!tenant) throw new Error('tenant atlas is missing after its sign-up');
  const { id: tenantId, slug, createdAt } = tenant;
  const ownerId = await getOwnerId(services, tenantId);
  const ownerAt = (day: number, minute = 0): Ctx => ({
    ...systemCtx(services, tenantId, 'seed'),
    actor: { kind: 'member', id: ownerId, name: owner.name, role: 'owner' },
    now: () => new Date(createdAt.getTime() + day * DAY_MS + minute * MINUTE_MS),
  });
  for (const person of PEOPLE.slice(1)) await seedMember(services, ownerAt(1), person);
  return {
    services,
    tenantId,
    slug,
    adminToken: await seedToken(services, { ...ownerAt(0), now: services.now }, earlierToken),
    seededAt: new Date(createdAt.getTime() + STORY_DAYS * DAY_MS),
    ownerAt,
  };
}

async function getOwnerId(services: Services, tenantId: string): Promise<string> {
  const [row] = await services.db.system
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.role, 'owner')))
    .orderBy(asc(members.createdAt))
    .limit(1);
  if (!row) throw new Error('tenant atlas has no owner');
  return row.id;
}

async function seedMember(services: Services, ctx: Ctx, person: (typeof PEOPLE)[number]): Promise<void> {
  const existing = await withTenantTx(ctx, (tx) =>
    tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenantId), eq(members.email, person.email))),
  );
  if (existing.length > 0) return;
  const { url } = await createInvitation(ctx, { email: person.email, role: person.role });
  const secret = url.slice(url.lastIndexOf('/') + 1);
  const { name, password } = person;
  await acceptInvitation({ ...services, now: ctx.now }, { secret, name, password });
}

async function seedToken(services: Services, ctx: Ctx, earlier: string | undefined): Promise<string> {
  if (earlier) {
    const isKnown = await authenticateToken(services, earlier, ctx.requestId).then(
      () => true,
      () => false,
    );
    if (isKnown) return earlier;
  }
  const { secret } = await createToken(ctx, {
    name: `Demo ${randomBytes(3).toString('hex')}`,
    role: 'owner',
  });
  return secret;
}
