import { CreateClientInput, type CreatedClient } from '@tollgate/contract/keys';
import { clients } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { and, count, eq, isNull } from 'drizzle-orm';
import { getAppRow } from '../apps/get-app-row.ts';
import { requireRoleOrDeveloper } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { mintClientSecret } from './mint-client-secret.ts';
import { toClient } from './to-client.ts';

/** Clients of one app that are not revoked, at most. */
const MAX_CLIENTS_PER_APP = 20;

/** Makes a client for an app. Its secret is returned once; it is stored as a hash, or sealed when it signs. */
export async function createClient(ctx: Ctx, input: CreateClientInput): Promise<CreatedClient> {
  const developerId = requireRoleOrDeveloper(ctx, 'editor');
  const { appId, name, environment, purpose } = parseInput(CreateClientInput, input);
  return withTenantTx(ctx, async (tx) => {
    const app = await getAppRow(tx, ctx.tenantId, appId, developerId);
    const [existing] = await tx
      .select({ clients: count() })
      .from(clients)
      .where(and(eq(clients.tenantId, ctx.tenantId), eq(clients.appId, app.id), isNull(clients.revokedAt)));
    if ((existing?.clients ?? 0) >= MAX_CLIENTS_PER_APP) {
      throw new DomainError('limit_reached', {
        detail: `An app can have ${MAX_CLIENTS_PER_APP} clients. Revoke one that is not used any more.`,
      });
    }
    const id = newId('client');
    const { secret, kept } = mintClientSecret(ctx, id, purpose);
    const values = { tenantId: ctx.tenantId, id, appId: app.id, name, environment, purpose, ...kept };
    const [row] = await tx
      .insert(clients)
      .values({ ...values, createdAt: ctx.now(), updatedAt: ctx.now() })
      .returning();
    if (!row) throw new Error('insert into clients returned no row');
    const client = toClient(row, ctx.now());
    await recordChange(tx, ctx, {
      action: 'client.created',
      target: { kind: 'client', id, name: name || id },
      after: client,
      feed: [{ kind: 'client', id }],
    });
    return { client, secret };
  });
}
