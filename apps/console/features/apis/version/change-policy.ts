import 'server-only';
import { DomainError } from '@tollgate/domain/errors';
import { getApiVersion } from '@tollgate/services/api-versions/get-api-version';
import { updateApiVersion } from '@tollgate/services/api-versions/update-api-version';
import type { Ctx } from '@tollgate/services/context/ctx';
import { readPolicyConfig } from './policy-fields.ts';

/** Sets one policy of a version from a form, or takes it away (`null`); the others stay as they are. */
export async function changePolicy(
  ctx: Ctx,
  apiVersionId: string,
  policyId: string,
  form: FormData | null,
): Promise<void> {
  const { policies } = await getApiVersion(ctx, { apiVersionId });
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
    const errors = error.errors.map((item) => ({
      ...item,
      location: item.location.replace(`policies.${index}.config`, 'config'),
    }));
    throw new DomainError(error.code, { detail: error.detail, errors, cause: error });
  }
}
