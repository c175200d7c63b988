import { type Certificate, RevokeCertificateInput } from '@tollgate/contract/credentials/certificates';
import { clientCertificates } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { toCertificate } from './to-certificate.ts';

/** Revokes a certificate for good; gateways refuse it within a second. One already revoked is answered as it is. */
export async function revokeCertificate(ctx: Ctx, input: RevokeCertificateInput): Promise<Certificate> {
  requireRole(ctx, 'editor');
  const { certificateId } = parseInput(RevokeCertificateInput, input);
  return withTenantTx(ctx, async (tx) => {
    const isMeant = and(
      eq(clientCertificates.tenantId, ctx.tenantId),
      eq(clientCertificates.id, certificateId),
    );
    const [row] = await tx.select().from(clientCertificates).where(isMeant).for('update');
    if (!row) throw notFound('certificate');
    await getAppRow(tx, ctx.tenantId, row.appId);
    const at = ctx.now();
    const before = toCertificate(row, at);
    if (row.revokedAt) return before;
    await tx.update(clientCertificates).set({ revokedAt: at, updatedAt: at }).where(isMeant);
    const after = toCertificate({ ...row, revokedAt: at }, at);
    await recordChange(tx, ctx, {
      action: 'certificate.revoked',
      target: { kind: 'certificate', id: certificateId, name: row.name || certificateId },
      before,
      after,
      feed: [{ kind: 'certificate', id: certificateId }],
    });
    return after;
  });
}
