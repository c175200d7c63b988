import { generateKeyPairSync } from 'node:crypto';
import type { Tx } from '@tollgate/db/db';
import { signingKeys } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { newId } from '@tollgate/domain/ids';
import { openSecret, sealSecret } from '@tollgate/domain/sealing/seal-secret';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { recordChange } from '../context/record-change.ts';

type SigningKeyRow = typeof signingKeys.$inferSelect;

const DAY_MS = 86_400_000;
const SIGNS_MS = 30 * DAY_MS;
/** A successor is published for so long before it signs. */
const PUBLISHED_AHEAD_MS = DAY_MS;
/** A key that signs no more stays for tokens under way; they live ten minutes. */
const KEPT_AFTER_MS = 3_600_000;

/** What a token is signed with. */
export interface SigningKey {
  id: string;
  privatePem: string;
  /** The change that publishes it, when it was made for this token; null otherwise. */
  changeNumber: number | null;
}

/**
 * The key that signs a tenant's tokens now. The first is made here; each signs for 30 days, its successor is published a
 * day before, and the one before it goes after an hour.
 */
export async function rotateSigningKeys(ctx: Ctx, sealing: SealingKeys): Promise<SigningKey> {
  requireRole(ctx, 'owner');
  return withTenantTx(ctx, async (tx) => {
    let plan = planRotation(await readKeys(tx, ctx.tenantId), ctx.now());
    let changeNumber: number | null = null;
    if (plan.makeFrom || plan.gone.length > 0) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`signing ${ctx.tenantId}`}, 0))`);
      plan = planRotation(await readKeys(tx, ctx.tenantId), ctx.now());
      changeNumber = await rotate(tx, ctx, sealing, plan);
      plan = planRotation(await readKeys(tx, ctx.tenantId), ctx.now());
    }
    const { current } = plan;
    if (!current) throw new Error('a signing key was made and is not there');
    const privatePem = openSecret(sealing, sealedFor(ctx.tenantId, current.id), current.sealedPrivateKey);
    return { id: current.id, privatePem, changeNumber };
  });
}

interface Plan {
  current: SigningKeyRow | undefined;
  /** From when a key that is to be made signs. */
  makeFrom: Date | null;
  gone: string[];
}

function planRotation(keys: SigningKeyRow[], now: Date): Plan {
  const current = keys.find(({ signsFrom }) => signsFrom <= now);
  const hasNext = keys.some(({ signsFrom }) => signsFrom > now);
  if (!current) return { current, makeFrom: now, gone: [] };
  const endsMs = current.signsFrom.getTime() + SIGNS_MS;
  const isDue = !hasNext && now.getTime() >= endsMs - PUBLISHED_AHEAD_MS;
  const isSettled = now.getTime() - current.signsFrom.getTime() > KEPT_AFTER_MS;
  return {
    current,
    makeFrom: isDue ? new Date(Math.max(endsMs, now.getTime() + PUBLISHED_AHEAD_MS)) : null,
    gone: isSettled ? keys.filter(({ signsFrom }) => signsFrom < current.signsFrom).map(({ id }) => id) : [],
  };
}

async function rotate(tx: Tx, ctx: Ctx, sealing: SealingKeys, plan: Plan): Promise<number | null> {
  const made = plan.makeFrom ? await insertKey(tx, ctx, sealing, plan.makeFrom) : null;
  if (plan.gone.length > 0) {
    await tx
      .delete(signingKeys)
      .where(and(eq(signingKeys.tenantId, ctx.tenantId), inArray(signingKeys.id, plan.gone)));
  }
  if (!made && plan.gone.length === 0) return null;
  const ids = [...(made ? [made] : []), ...plan.gone];
  return recordChange(tx, ctx, {
    action: 'signing_key.rotated',
    target: { kind: 'signing_key', id: ids[0] ?? '' },
    after: { made, signsFrom: plan.makeFrom?.toISOString() ?? null, removed: plan.gone },
    feed: ids.map((id) => ({ kind: 'signing_key', id })),
  });
}

async function insertKey(tx: Tx, ctx: Ctx, sealing: SealingKeys, signsFrom: Date): Promise<string> {
  const id = newId('signingKey');
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
  await tx.insert(signingKeys).values({
    tenantId: ctx.tenantId,
    id,
    publicJwk: { ...jwk, kid: id, alg: 'ES256', use: 'sig' },
    sealedPrivateKey: sealSecret(sealing, sealedFor(ctx.tenantId, id), pem),
    signsFrom,
    createdAt: ctx.now(),
  });
  return id;
}

function sealedFor(tenantId: string, id: string) {
  return { tenantId, purpose: `signing_key:${id}` };
}

function readKeys(tx: Tx, tenantId: string): Promise<SigningKeyRow[]> {
  return tx
    .select()
    .from(signingKeys)
    .where(eq(signingKeys.tenantId, tenantId))
    .orderBy(desc(signingKeys.signsFrom), desc(signingKeys.id));
}
