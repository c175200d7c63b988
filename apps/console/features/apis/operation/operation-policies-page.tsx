import { getPolicies } from '@tollgate/services/policies/get-policies';
import { load } from '../../../server/load.ts';
import { paths } from '../../../shell/paths.ts';
import { LevelPoliciesView } from '../../policies/index.ts';
import { loadOperation, type OperationPlace } from './load-operation.ts';
import { OperationHeader } from './operation-header.tsx';

/** What the gateway does to requests of one operation alone. */
export async function OperationPoliciesPage(place: OperationPlace) {
  const { own, wider, ...shown } = await load(async (ctx) => ({
    ...(await loadOperation(ctx, place)),
    own: await getPolicies(ctx, { targetId: place.operationId }),
    wider: [
      await getPolicies(ctx, { targetId: ctx.tenantId }),
      await getPolicies(ctx, { targetId: place.versionId }),
    ],
  }));
  const { api, version, operation } = shown;
  return (
    <>
      <OperationHeader
        api={api}
        version={version}
        operation={operation}
        currentHref={paths.operationPolicies(api.id, version.id, operation.id)}
      />
      <LevelPoliciesView own={own} wider={wider} />
    </>
  );
}
