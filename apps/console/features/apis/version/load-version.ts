import 'server-only';
import type { Api, ApiVersion } from '@tollgate/contract/apis';
import { DomainError } from '@tollgate/domain/errors';
import { getApiVersion } from '@tollgate/services/api-versions/get-api-version';
import { getApi } from '@tollgate/services/apis/get-api';
import type { Ctx } from '@tollgate/services/context/ctx';

/** A version with its API; `not_found` when the two do not belong together. */
export async function loadVersion(
  ctx: Ctx,
  { apiId, versionId }: { apiId: string; versionId: string },
): Promise<{ api: Api; version: ApiVersion }> {
  const [api, version] = await Promise.all([
    getApi(ctx, { apiId }),
    getApiVersion(ctx, { apiVersionId: versionId }),
  ]);
  if (version.apiId !== api.id) throw new DomainError('not_found');
  return { api, version };
}
