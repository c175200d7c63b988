import { apiKeys, apps, developers, subscriptions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { hashSecret } from '@tollgate/domain/secrets';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { createApp } from '../apps/create-app.ts';
import type { Ctx } from '../context/ctx.ts';
import { signUpDeveloper } from '../developers/sign-up-developer.ts';
import { createApiKey } from '../keys/create-api-key.ts';
import { createSubscription } from '../subscriptions/create-subscription.ts';
import type { DemoCatalog } from './seed-catalog.ts';
import type { DemoTenant } from './seed-tenant.ts';

/** Who signs in to the portal of the demo; the password is public on purpose. */
export const DEVELOPER = { name: 'Dev Doe', email: 'dev@demo.example', password: 'demo-developer' };

interface DemoApp {
  appId: string;
  subscriptionId: string;
  planVersionId: string;
  keyId: string;
  /** When its first key was made. */
  callsSince: Date;
}

export interface DemoDevelopers {
  /** On plan Pro, with most of the traffic. */
  shop: DemoApp;
  /** On plan Free. */
  hobby: DemoApp;
  /** A key of the Pro app that works. */
  apiKey: string;
}

/** One developer with an app on each plan, subscribed some weeks ago. */
export async function seedDevelopers(
  tenant: DemoTenant,
  catalog: DemoCatalog,
  earlierKey: string | undefined,
): Promise<DemoDevelopers> {
  const developerId = await seedDeveloper(tenant);
  const on =
    (day: number) =>
    (minute: number): Ctx => ({
      ...tenant.ownerAt(day, minute),
      actor: { kind: 'developer', id: developerId, name: DEVELOPER.name },
    });
  const shop = await seedApp(on(3), 'Trip planner', 'Plans journeys across borders.', catalog.pro.id);
  const hobby = await seedApp(on(20), 'Weekend clock', 'What time is it for my friends?', catalog.free.id);
  const { now } = tenant.services;
  const apiKey = await seedKey({ ...on(0)(0), now }, shop.appId, earlierKey);
  return { shop, hobby, apiKey };
}

async function seedDeveloper(tenant: DemoTenant): Promise<string> {
  const ctx = tenant.ownerAt(2);
  const [found] = await withTenantTx(ctx, (tx) =>
    tx
      .select({ id: developers.id })
      .from(developers)
      .where(and(eq(developers.tenantId, ctx.tenantId), eq(developers.email, DEVELOPER.email))),
  );
  if (found) return found.id;
  return (await signUpDeveloper({ ...tenant.services, now: ctx.now }, ctx.tenantId, DEVELOPER)).developerId;
}

async function seedApp(
  at: (minute: number) => Ctx,
  name: string,
  description: string,
  planId: string,
): Promise<DemoApp> {
  const ctx = at(0);
  const { tenantId } = ctx;
  const [existing] = await withTenantTx(ctx, (tx) =>
    tx
      .select({ id: apps.id })
      .from(apps)
      .where(and(eq(apps.tenantId, tenantId), eq(apps.name, name), isNull(apps.deletedAt))),
  );
  const appId = existing?.id ?? (await createApp(ctx, { name, description })).id;
  const findSubscription = () =>
    withTenantTx(ctx, (tx) =>
      tx
        .select()
        .from(subscriptions)
        .where(and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.appId, appId)))
        .orderBy(asc(subscriptions.createdAt)),
    );
  if ((await findSubscription()).length === 0) await createSubscription(at(4), { appId, planId });
  const [subscription] = await findSubscription();
  if (!subscription) throw new Error(`the demo's app ${name} has no subscription`);
  const key = await seedFirstKey(at(6), appId);
  return {
    appId,
    subscriptionId: subscription.id,
    planVersionId: subscription.planVersionId,
    keyId: key.id,
    callsSince: key.createdAt,
  };
}

async function seedFirstKey(ctx: Ctx, appId: string): Promise<{ id: string; createdAt: Date }> {
  const [first] = await withTenantTx(ctx, (tx) =>
    tx
      .select({ id: apiKeys.id, createdAt: apiKeys.createdAt })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.appId, appId)))
      .orderBy(asc(apiKeys.createdAt))
      .limit(1),
  );
  if (first) return first;
  const { key } = await createApiKey(ctx, { appId, name: 'Production', environment: 'live' });
  return { id: key.id, createdAt: new Date(key.createdAt) };
}

async function seedKey(ctx: Ctx, appId: string, earlier: string | undefined): Promise<string> {
  if (earlier) {
    const [known] = await withTenantTx(ctx, (tx) =>
      tx
        .select({ revokedAt: apiKeys.revokedAt, expiresAt: apiKeys.expiresAt })
        .from(apiKeys)
        .where(and(eq(apiKeys.tenantId, ctx.tenantId), eq(apiKeys.hash, hashSecret(earlier)))),
    );
    if (known && !known.revokedAt && !known.expiresAt) return earlier;
  }
  return (await createApiKey(ctx, { appId, name: 'Try it', environment: 'live' })).token;
}
