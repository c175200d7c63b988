import 'server-only';
import { DomainError, type FieldError } from '@tollgate/domain/errors';
import { policyLevelOf } from '@tollgate/domain/policies/policy-target';
import type { PolicyUse } from '@tollgate/domain/snapshot';
import type { Ctx } from '@tollgate/services/context/ctx';
import { attachPolicy } from '@tollgate/services/policies/attach-policy';
import { getEffectivePolicies } from '@tollgate/services/policies/get-effective-policies';
import { getPolicies } from '@tollgate/services/policies/get-policies';
import { updatePolicies } from '@tollgate/services/policies/update-policies';
import { isMethod, withMethods } from '../methods.ts';
import { readPolicyConfig } from './policy-fields.ts';

/** Sets one policy of a level from a form; the others stay as they are. */
export async function changePolicy(
  ctx: Ctx,
  targetId: string,
  policyId: string,
  form: FormData,
): Promise<void> {
  const config = readPolicyConfig(policyId, form, 'config.');
  try {
    if (isMethod(policyId)) await addMethod(ctx, targetId, { id: policyId, config });
    else await attachPolicy(ctx, { targetId, policyId, config });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, {
      detail: error.detail,
      errors: error.errors.map(atField),
      cause: error,
    });
  }
}

// Who calls with keys today goes on doing so when another method is turned on, wherever the key was asked for.
async function addMethod(ctx: Ctx, targetId: string, use: PolicyUse): Promise<void> {
  const { policies } = await getPolicies(ctx, { targetId });
  const isFirst = !policies.some(({ id, isOff }) => isMethod(id) && !isOff);
  const before = isFirst ? [...(await methodsFromWider(ctx, targetId)), ...policies] : policies;
  const known = before.findIndex(({ id }) => id === use.id);
  const index = known === -1 ? before.length : known;
  await updatePolicies(ctx, { targetId, policies: before.toSpliced(index, 1, use) });
}

async function methodsFromWider(ctx: Ctx, targetId: string): Promise<PolicyUse[]> {
  switch (policyLevelOf(targetId)) {
    case 'operation': {
      const { effective } = await getEffectivePolicies(ctx, { operationId: targetId });
      return effective
        .filter(({ phase }) => phase === 'authenticate')
        .map(({ policyId, config }) => ({ id: policyId, config }));
    }
    case 'api_version': {
      const { policies } = await getPolicies(ctx, { targetId: ctx.tenantId });
      return withMethods(policies).filter(({ id }) => isMethod(id));
    }
    default:
      return withMethods([]);
  }
}

// A field holds a whole list: which line of it is meant belongs to the message.
function atField(item: FieldError): FieldError {
  const location = item.location.replace(/^policies\.\d+\./, '');
  const [root, field, ...rest] = location.split('.');
  if (root !== 'config' || field === undefined || rest.length === 0) return { ...item, location };
  const [first = '', ...deeper] = rest;
  const place = [/^\d+$/.test(first) ? `line ${Number(first) + 1}` : first, ...deeper].join(' ');
  return { ...item, location: `config.${field}`, message: `${place}: ${item.message}` };
}
