import 'server-only';
import { DomainError, type FieldError } from '@tollgate/domain/errors';
import { getApiVersion } from '@tollgate/services/api-versions/get-api-version';
import { updateApiVersion } from '@tollgate/services/api-versions/update-api-version';
import type { Ctx } from '@tollgate/services/context/ctx';
import { isMethod, withMethods } from '../authentication/methods.ts';
import { readPolicyConfig } from './policy-fields.ts';

/** Sets one policy of a version from a form, or takes it away (`null`); the others stay as they are. */
export async function changePolicy(
  ctx: Ctx,
  apiVersionId: string,
  policyId: string,
  form: FormData | null,
): Promise<void> {
  const version = await getApiVersion(ctx, { apiVersionId });
  // Who calls with keys today goes on doing so when another method is turned on.
  const policies = isMethod(policyId) ? withMethods(version.policies) : version.policies;
  const known = policies.findIndex((policy) => policy.id === policyId);
  const index = known === -1 ? policies.length : known;
  const others = policies.filter((policy) => policy.id !== policyId);
  const next = form
    ? others.toSpliced(index, 0, { id: policyId, config: readPolicyConfig(policyId, form, 'config.') })
    : others;
  try {
    await updateApiVersion(ctx, { apiVersionId, policies: next });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The form knows its own policy only; the verb names settings by their place in the whole list.
    const errors = error.errors.map((item) => atField(item, `policies.${index}.config`));
    throw new DomainError(error.code, { detail: error.detail, errors, cause: error });
  }
}

// A field holds a whole list: which line of it is meant belongs to the message.
function atField(item: FieldError, prefix: string): FieldError {
  const location = item.location.replace(prefix, 'config');
  const [root, field, ...rest] = location.split('.');
  if (root !== 'config' || field === undefined || rest.length === 0) return { ...item, location };
  const [first = '', ...deeper] = rest;
  const place = [/^\d+$/.test(first) ? `line ${Number(first) + 1}` : first, ...deeper].join(' ');
  return { ...item, location: `config.${field}`, message: `${place}: ${item.message}` };
}
