import { type Certificate, ListCertificatesInput } from '@tollgate/contract/credentials/certificates';
import type { Page } from '@tollgate/contract/pages';
import { apps, clientCertificates } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import { equals } from '../context/conditions.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { readPage } from '../context/read-page.ts';
import { toCertificate } from './to-certificate.ts';

/** Client certificates with those revoked, newest first. */
export async function listCertificates(
  ctx: Ctx,
  input: ListCertificatesInput = {},
): Promise<Page<Certificate>> {
  requireRole(ctx, 'viewer');
  const { filter, ...wanted } = parseInput(ListCertificatesInput, input);
  return withTenantTx(ctx, (tx) =>
    readPage(ctx, wanted, {
      table: clientCertificates,
      sorts: { createdAt: clientCertificates.createdAt, name: clientCertificates.name },
      otherwise: '-createdAt',
      where: and(
        isNull(apps.deletedAt),
        equals(clientCertificates.appId, filter.appId),
        equals(clientCertificates.environment, filter.environment),
      ),
      select: (where) =>
        tx
          .select(getTableColumns(clientCertificates))
          .from(clientCertificates)
          .innerJoin(
            apps,
            and(eq(apps.tenantId, clientCertificates.tenantId), eq(apps.id, clientCertificates.appId)),
          )
          .where(where),
      rowOf: (row) => row,
      show: (rows) => rows.map((row) => toCertificate(row, ctx.now())),
    }),
  );
}
