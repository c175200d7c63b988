import { apiVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { recordChange } from '../context/record-change.ts';
import { sealCredential } from '../upstreams/seal-credential.ts';
import { resealTls } from '../upstreams/seal-tls.ts';
import { lockApiVersionRow } from './get-api-version.ts';

/** Seals the secrets of a version's upstream with the current key; they stay what they are. */
export async function resealApiVersion(ctx: Ctx, apiVersionId: string): Promise<void> {
  requireRole(ctx, 'admin');
  await withTenantTx(ctx, async (tx) => {
    const row = await lockApiVersionRow(tx, ctx.tenantId, apiVersionId);
    const { credential, tls } = row;
    await tx
      .update(apiVersions)
      .set({
        tls: tls && resealTls(ctx, row, tls),
        credential: credential && sealCredential(ctx, row, { in: credential.in, name: credential.name }),
      })
      .where(and(eq(apiVersions.tenantId, ctx.tenantId), eq(apiVersions.id, apiVersionId)));
    await recordChange(tx, ctx, {
      action: 'api_version.resealed',
      target: { kind: 'api_version', id: apiVersionId, name: `${row.title} ${row.version}` },
      feed: [{ kind: 'api_version', id: apiVersionId }],
    });
  });
}
