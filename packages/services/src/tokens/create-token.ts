import { type CreatedToken, CreateTokenInput } from '@tollgate/contract/tenants';
import { tokens } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { mintSecret } from '@tollgate/domain/secrets';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { readTokenForChange } from './read-token.ts';
import { findMemberBehind } from './token-makers.ts';

/** Issues a management token, never with more rights than its maker. The secret is returned once. */
export async function createToken(ctx: Ctx, input: CreateTokenInput): Promise<CreatedToken> {
  requireRole(ctx, 'admin');
  const { name, role, expiresAt } = parseInput(CreateTokenInput, input);
  requireRole(ctx, role);
  if (expiresAt && new Date(expiresAt) <= ctx.now()) {
    throw new DomainError('validation_failed', {
      errors: [{ location: 'expiresAt', message: 'must be in the future' }],
    });
  }
  return withTenantTx(ctx, async (tx) => {
    const { token: secret, hash, preview } = mintSecret('tg_pat');
    const id = newId('token');
    await tx.insert(tokens).values({
      tenantId: ctx.tenantId,
      id,
      name,
      hash,
      preview,
      role,
      createdBy: ctx.actor.kind === 'system' ? null : ctx.actor.id,
      memberId: await findMemberBehind(tx, ctx),
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      createdAt: ctx.now(),
    });
    const token = await readTokenForChange(tx, ctx, id);
    await recordChange(tx, ctx, {
      action: 'token.created',
      target: { kind: 'token', id: token.id, name },
      after: token,
    });
    return { token, secret };
  });
}
