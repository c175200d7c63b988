import { getPolicies } from '@tollgate/services/policies/get-policies';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { LevelPoliciesView } from '../../policies/index.ts';
import { MethodsCard } from '../authentication/methods-card.tsx';
import { PurgeCacheButton } from '../caching/purge-cache-button.tsx';
import { loadVersion } from './load-version.ts';
import { VersionHeader } from './version-header.tsx';
import { VersionProblems } from './version-problems.tsx';

/** What the gateway does to a version's requests, besides limits and quotas of plans. */
export async function PoliciesPage({ apiId, versionId }: { apiId: string; versionId: string }) {
  const { role } = await requireSession();
  const { api, version, own, ofTenant } = await load(async (ctx) => ({
    ...(await loadVersion(ctx, { apiId, versionId })),
    own: await getPolicies(ctx, { targetId: versionId }),
    ofTenant: await getPolicies(ctx, { targetId: ctx.tenantId }),
  }));
  const refusal = refusalFor(role, 'editor');
  return (
    <>
      <VersionHeader api={api} version={version} currentHref={paths.apiVersionPolicies(api.id, version.id)} />
      <Stack gap="lg">
        <VersionProblems apiVersionId={version.id} />
        <MethodsCard
          apiVersionId={version.id}
          policies={own.policies.filter(({ isOff }) => !isOff)}
          refusal={refusal}
        />
        <LevelPoliciesView
          own={own}
          wider={[ofTenant]}
          buttons={{ cache: <PurgeCacheButton apiVersionId={version.id} refusal={refusal} /> }}
        />
      </Stack>
    </>
  );
}
