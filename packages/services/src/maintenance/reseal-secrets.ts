import { apiVersions } from '@tollgate/db/schema';
import { notLike, or, sql } from 'drizzle-orm';
import { resealApiVersion } from '../api-versions/reseal-api-version.ts';
import type { Services } from '../context/ctx.ts';
import { systemCtx } from '../context/system-ctx.ts';

const AT_ONCE = 500;

/**
 * Seals anew what an older key sealed, of all tenants, so that the key can go. Returns how many records were and how many
 * could not be, for want of the key.
 */
export async function resealSecrets(services: Services): Promise<{ done: number; failed: number }> {
  const count = { done: 0, failed: 0 };
  if (!services.sealing) return count;
  const current = `sealed1.${services.sealing.current.id}.%`;
  const rows = await services.db.system
    .select({ tenantId: apiVersions.tenantId, id: apiVersions.id })
    .from(apiVersions)
    .where(
      // What is not there is null, and so not unlike.
      or(
        notLike(sql`${apiVersions.credential} ->> 'sealed'`, current),
        notLike(sql`${apiVersions.tls} ->> 'sealedKey'`, current),
      ),
    )
    .limit(AT_ONCE);
  for (const { tenantId, id } of rows) {
    try {
      await resealApiVersion(systemCtx(services, tenantId, 'reseal-secrets'), id);
      count.done++;
    } catch {
      count.failed++;
    }
  }
  return count;
}
