import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { Badge } from '@tollgate/ui/data/badge';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import { requireSession } from '../../../server/ctx.ts';
import { load } from '../../../server/load.ts';
import { paths } from '../../../shell/paths.ts';
import { refusalFor } from '../../../shell/roles.ts';
import { isMethod, withMethods } from '../authentication/methods.ts';
import { MethodsCard } from '../authentication/methods-card.tsx';
import { PurgeCacheButton } from '../caching/purge-cache-button.tsx';
import { loadVersion } from './load-version.ts';
import { policyFields } from './policy-fields.ts';
import { PolicyForm } from './policy-form.tsx';
import { VersionHeader } from './version-header.tsx';
import { VersionProblems } from './version-problems.tsx';

/** What the gateway does to a version's requests, besides limits and quotas of plans. */
export async function PoliciesPage({ apiId, versionId }: { apiId: string; versionId: string }) {
  const { role } = await requireSession();
  const { api, version } = await load((ctx) => loadVersion(ctx, { apiId, versionId }));
  const refusal = refusalFor(role, 'editor');
  const policies = withMethods(version.policies);
  const isSoleMethod = policies.filter(({ id }) => isMethod(id)).length === 1;
  return (
    <>
      <VersionHeader api={api} version={version} currentHref={paths.apiVersionPolicies(api.id, version.id)} />
      <Stack gap="lg">
        <VersionProblems apiVersionId={version.id} />
        <MethodsCard apiVersionId={version.id} policies={policies} refusal={refusal} />
        {Object.values(POLICY_SCHEMAS).map((schema) => {
          const use = policies.find((policy) => policy.id === schema.id);
          const isAlwaysOn = schema.id === 'api-key' && use !== undefined && isSoleMethod;
          return (
            <Card
              key={schema.id}
              title={schema.title}
              description={schema.summary}
              actions={
                <>
                  {schema.id === 'cache' && use ? (
                    <PurgeCacheButton apiVersionId={version.id} refusal={refusal} />
                  ) : null}
                  <Badge tone={use ? 'success' : 'neutral'}>{use ? 'on' : 'off'}</Badge>
                </>
              }
            >
              {isAlwaysOn ? (
                <p className="text-ink-muted text-ui">
                  Every route of this version asks for a key. It can be turned off once another way to
                  authenticate is on.
                </p>
              ) : (
                <details open={use !== undefined}>
                  <summary className="w-fit rounded-sm text-ink-muted text-ui hover:text-ink touch:py-3">
                    {use ? 'Settings' : 'Set up'}
                  </summary>
                  <div className="mt-4">
                    <PolicyForm
                      apiVersionId={version.id}
                      policyId={schema.id}
                      title={schema.title}
                      fields={policyFields(schema.id)}
                      config={(use?.config as Record<string, unknown> | undefined) ?? null}
                      refusal={refusal}
                    />
                  </div>
                </details>
              )}
            </Card>
          );
        })}
      </Stack>
    </>
  );
}
