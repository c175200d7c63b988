import { type EffectivePolicies, GetEffectivePoliciesInput } from '@tollgate/contract/policies/levels';
import type { Tx } from '@tollgate/db/db';
import { productApis } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import type { PolicyLevel } from '@tollgate/domain/policies/policy-level';
import { type EffectiveUse, effectivePolicies } from '@tollgate/policies/levels/effective-policies';
import { phaseRank, type ReadUse, readLevel } from '@tollgate/policies/levels/read-level';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { getPolicyTarget, type PolicyTarget } from './policy-target.ts';

type Placed = EffectivePolicies['effective'][number];

/** What no level has to say: who calls is always asked for. */
const BY_DEFAULT: Placed = {
  policyId: 'api-key',
  phase: 'authenticate',
  level: null,
  targetId: null,
  config: {},
};

/** What holds for an operation, of all levels, for everybody or for subscribers of a product or plan. */
export async function getEffectivePolicies(
  ctx: Ctx,
  input: GetEffectivePoliciesInput,
): Promise<EffectivePolicies> {
  requireRole(ctx, 'viewer');
  const wanted = parseInput(GetEffectivePoliciesInput, input);
  const targets = await withTenantTx(ctx, (tx) => readTargets(tx, ctx.tenantId, wanted));
  return {
    operationId: wanted.operationId,
    apiVersionId: targets.api_version?.id ?? '',
    productId: targets.product?.id ?? null,
    planId: targets.plan?.id ?? null,
    ...whatHolds(targets),
  };
}

type Targets = Partial<Record<PolicyLevel, PolicyTarget>>;

async function readTargets(
  tx: Tx,
  tenantId: string,
  { operationId, productId, planId }: GetEffectivePoliciesInput,
): Promise<Targets> {
  const read = (id: string) => getPolicyTarget(tx, tenantId, id);
  const operation = await read(operationId);
  const apiVersionId = operation.apiVersionId ?? '';
  const plan = planId === undefined ? undefined : await read(planId);
  const product = plan?.productId ?? productId;
  if (plan && productId !== undefined && plan.productId !== productId) {
    throw refuse('planId', 'is a plan of another product');
  }
  const targets: Targets = { tenant: await read(tenantId), api_version: await read(apiVersionId), operation };
  if (product !== undefined) {
    targets.product = await read(product);
    await requireCovered(tx, tenantId, product, operation);
  }
  if (plan) targets.plan = plan;
  return targets;
}

async function requireCovered(tx: Tx, tenantId: string, productId: string, operation: PolicyTarget) {
  const [covered] = await tx
    .select({ operationIds: productApis.operationIds })
    .from(productApis)
    .where(
      and(
        eq(productApis.tenantId, tenantId),
        eq(productApis.productId, productId),
        eq(productApis.apiVersionId, operation.apiVersionId ?? ''),
      ),
    );
  if (covered && (covered.operationIds === null || covered.operationIds.includes(operation.id))) return;
  throw refuse('productId', 'is a product that does not cover this operation');
}

function whatHolds(targets: Targets): Pick<EffectivePolicies, 'effective' | 'dropped'> {
  const levels = Object.values(targets).map(({ level, policies }) => ({
    level,
    uses: readLevel(level, policies).uses,
  }));
  const { effective, dropped } = effectivePolicies(levels);
  const place = ({ level, use }: EffectiveUse<ReadUse>): Placed[] =>
    use.phase === null
      ? []
      : [
          {
            policyId: use.id,
            phase: use.phase,
            level,
            targetId: targets[level]?.id ?? null,
            config: use.config as unknown,
          },
        ];
  const held = effective.flatMap(place);
  if (!held.some(({ phase }) => phase === 'authenticate')) held.push(BY_DEFAULT);
  return {
    effective: held.sort(inOrder),
    dropped: dropped
      .flatMap((one) =>
        place(one).map((placed) => ({
          ...placed,
          reason: one.reason,
          by: one.by,
          byTargetId: targets[one.by]?.id ?? '',
        })),
      )
      .sort(inOrder),
  };
}

// Sorting is stable: within a phase the order stays.
function inOrder(one: Placed, other: Placed): number {
  return phaseRank(one.phase) - phaseRank(other.phase);
}

function refuse(location: string, message: string): DomainError {
  return new DomainError('validation_failed', { errors: [{ location, message }] });
}
