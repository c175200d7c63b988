import { getPolicies } from '@tollgate/services/policies/get-policies';
import { load } from '../../server/load.ts';
import { paths } from '../../shell/paths.ts';
import { LevelPoliciesView } from '../policies/index.ts';
import { SettingsHeader } from './settings-header.tsx';

/** What the gateway does to requests of all APIs of the tenant. */
export async function TenantPoliciesPage() {
  const own = await load((ctx) => getPolicies(ctx, { targetId: ctx.tenantId }));
  return (
    <>
      <SettingsHeader currentHref={paths.tenantPolicies()} />
      <LevelPoliciesView own={own} />
    </>
  );
}
