import { signingKeys } from '@tollgate/db/schema';
import { idSchema } from '@tollgate/domain/ids';
import { desc, eq } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';

const TenantId = idSchema('tenant');

/** The public keys that a tenant's tokens are signed with, now and next, as a JWKS. They are for everyone. */
export async function getTokenKeys(
  services: Services,
  tenantId: string,
): Promise<{ keys: Record<string, string>[] }> {
  if (!TenantId.safeParse(tenantId).success) throw notFound('issuer');
  const rows = await services.db.system
    .select({ jwk: signingKeys.publicJwk })
    .from(signingKeys)
    .where(eq(signingKeys.tenantId, tenantId))
    .orderBy(desc(signingKeys.signsFrom));
  return { keys: rows.map(({ jwk }) => jwk) };
}
