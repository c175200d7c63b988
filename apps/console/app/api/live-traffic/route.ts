import { getLiveTraffic } from '@tollgate/services/usage/get-live-traffic';
import { memberRoute } from '../../../server/route.ts';

/** The last minutes of traffic, polled by the overview. */
export const GET = memberRoute(async (ctx) => Response.json(await getLiveTraffic(ctx, { minutes: 5 })));
