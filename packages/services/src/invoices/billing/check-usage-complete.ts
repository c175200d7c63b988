import { gateways } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import type { Period } from '@tollgate/domain/periods';
import { and, gt, lt, or } from 'drizzle-orm';
import type { Ctx } from '../../context/ctx.ts';
import { isNotRemoved } from '../../gateways/is-not-removed.ts';

/** Spools ship every second and gateways report every few: what is younger may still be on its way. */
export const GRACE_MS = 120_000;
/** A gateway serves this long without us; one that is silent for longer is gone. */
const SILENT_MS = 24 * 3_600_000;

/**
 * Throws `period_open` while usage of a period may still arrive: before two minutes after its end, while a gateway
 * says that its spool holds some, and while one that served at its end has not reported since. Gateways that the tenant
 * removed are not waited for.
 */
export async function checkUsageComplete(ctx: Ctx, period: Period): Promise<void> {
  const now = ctx.now();
  if (now.getTime() < period.end.getTime() + GRACE_MS) {
    throw new DomainError('period_open', {
      detail: `The period ends at ${period.end.toISOString()}, and its last usage may take two minutes more. Until then there is a preview.`,
    });
  }
  const isHolding = lt(gateways.spoolOldestAt, period.end);
  const isCutOff = and(
    lt(gateways.seenAt, period.end),
    gt(gateways.seenAt, new Date(now.getTime() - SILENT_MS)),
  );
  const holding = await withTenantTx(ctx, (tx) =>
    tx
      .select({ name: gateways.name })
      .from(gateways)
      .where(and(or(isHolding, isCutOff), isNotRemoved(ctx.tenantId))),
  );
  if (holding.length === 0) return;
  const names = holding.map((gateway) => gateway.name).join(', ');
  throw new DomainError('period_open', {
    detail: `Usage of this period may still wait in the spool of ${names}. Try again when it has reported, or remove it under Gateways if it is gone for good.`,
  });
}
