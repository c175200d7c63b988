import 'server-only';
import type { Api, ApiVersion, Operation } from '@tollgate/contract/apis';
import type { EffectivePolicies } from '@tollgate/contract/policies/levels';
import { DomainError } from '@tollgate/domain/errors';
import { getOperation } from '@tollgate/services/api-versions/get-operation';
import type { Ctx } from '@tollgate/services/context/ctx';
import { getEffectivePolicies } from '@tollgate/services/policies/get-effective-policies';
import { loadVersion } from '../version/load-version.ts';

/** Where an operation's page is. */
export type OperationPlace = { apiId: string; versionId: string; operationId: string };

/** An operation with its version and what holds for it; `not_found` when they do not belong together. */
export async function loadOperation(
  ctx: Ctx,
  { operationId, ...place }: OperationPlace,
  seenBy: { productId?: string; planId?: string } = {},
): Promise<{ api: Api; version: ApiVersion; operation: Operation; policies: EffectivePolicies }> {
  const found = await loadVersion(ctx, place);
  const operation = await getOperation(ctx, { operationId });
  const policies = await getEffectivePolicies(ctx, { operationId, ...seenBy });
  if (policies.apiVersionId !== found.version.id) throw new DomainError('not_found');
  return { ...found, operation, policies };
}
