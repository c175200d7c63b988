import { type Certificate, CreateCertificateInput } from '@tollgate/contract/credentials/certificates';
import { clientCertificates } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { and, count, eq, isNull } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { readCertificate } from './read-certificate.ts';
import { toCertificate } from './to-certificate.ts';

/** Certificates of one app that are not revoked, at most. */
const MAX_CERTIFICATES_PER_APP = 20;

/**
 * Registers a certificate by which gateways know an app. A certificate is public, so that a member of the tenant, who
 * knows whose it is, does this and no developer: else one could take another's calls for one's own.
 */
export async function createCertificate(ctx: Ctx, input: CreateCertificateInput): Promise<Certificate> {
  requireRole(ctx, 'editor');
  const { appId, name, environment, certificate } = parseInput(CreateCertificateInput, input);
  const facts = readCertificate(certificate, ctx.now());
  const change = () =>
    withTenantTx(ctx, async (tx) => {
      const app = await getAppRow(tx, ctx.tenantId, appId);
      const [existing] = await tx
        .select({ certificates: count() })
        .from(clientCertificates)
        .where(
          and(
            eq(clientCertificates.tenantId, ctx.tenantId),
            eq(clientCertificates.appId, app.id),
            isNull(clientCertificates.revokedAt),
          ),
        );
      if ((existing?.certificates ?? 0) >= MAX_CERTIFICATES_PER_APP) {
        throw new DomainError('limit_reached', {
          detail: `An app can have ${MAX_CERTIFICATES_PER_APP} certificates. Revoke one that is not used any more.`,
        });
      }
      const id = newId('certificate');
      const [row] = await tx
        .insert(clientCertificates)
        .values({
          tenantId: ctx.tenantId,
          id,
          appId: app.id,
          name,
          environment,
          ...facts,
          createdAt: ctx.now(),
          updatedAt: ctx.now(),
        })
        .returning();
      if (!row) throw new Error('insert into client_certificates returned no row');
      const after = toCertificate(row, ctx.now());
      await recordChange(tx, ctx, {
        action: 'certificate.created',
        target: { kind: 'certificate', id, name: name || id },
        after,
        feed: [{ kind: 'certificate', id }],
      });
      return after;
    });
  return orConflict(change, 'certificate', 'is registered already; revoke it there first');
}
