import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { load } from '../../../server/load.ts';
import { RouteProblems } from '../../gateways/index.ts';

/** What gateways say is wrong with one version. */
export async function VersionProblems({ apiVersionId }: { apiVersionId: string }) {
  const { data } = await load((ctx) => listGateways(ctx));
  const gateways = data.map((gateway) => ({
    ...gateway,
    routeProblems: gateway.routeProblems.filter((problem) => problem.apiVersionId === apiVersionId),
  }));
  return <RouteProblems gateways={gateways} isLinked={false} />;
}
