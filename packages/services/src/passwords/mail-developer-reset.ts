import { developers, tenants } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { and, eq, sql } from 'drizzle-orm';
import type { Services } from '../context/ctx.ts';
import { portalAddress } from '../context/portal-address.ts';
import { systemCtx } from '../context/system-ctx.ts';
import { type NewMail, queueMail } from '../mails/queue-mail.ts';
import { mintReset, resetMail } from './reset-link.ts';

/** Mails a developer the link that sets a new password; undefined when no active one of the tenant has this e-mail. */
export async function mailDeveloperReset(
  services: Services,
  tenantId: string,
  email: string,
): Promise<NewMail | undefined> {
  const ctx = systemCtx(services, tenantId, 'mail-password-reset');
  return withTenantTx(ctx, async (tx) => {
    const [found] = await tx
      .select({ id: developers.id, email: developers.email, slug: tenants.slug, name: tenants.name })
      .from(developers)
      .innerJoin(tenants, eq(tenants.id, developers.tenantId))
      .where(
        and(
          eq(developers.tenantId, tenantId),
          eq(sql`lower(${developers.email})`, email.toLowerCase()),
          eq(developers.status, 'active'),
        ),
      );
    if (!found) return undefined;
    const { secret, row } = mintReset(ctx.now());
    await tx
      .update(developers)
      .set(row)
      .where(and(eq(developers.tenantId, tenantId), eq(developers.id, found.id)));
    const url = portalAddress(services.settings, found.slug, `/reset-password/${secret}`);
    const mail = resetMail(found.email, `the portal of ${found.name}`, url);
    await queueMail(tx, ctx, mail);
    return mail;
  });
}
