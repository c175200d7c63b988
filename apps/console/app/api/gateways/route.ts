import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { memberRoute } from '../../../server/route.ts';

/** How far the tenant's newest change has come, polled by the console's pages. */
export const GET = memberRoute(async (ctx) => Response.json(await listGateways(ctx)));
