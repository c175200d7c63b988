import * as routes from '@tollgate/contract/routes/usage';
import { getLiveTraffic } from '@tollgate/services/usage/get-live-traffic';
import { getRequest } from '@tollgate/services/usage/get-request';
import { getTopUsage } from '@tollgate/services/usage/get-top-usage';
import { getUsage } from '@tollgate/services/usage/get-usage';
import { listRequests } from '@tollgate/services/usage/list-requests';
import { bind } from '../http/bind.ts';

export const usageBindings = [
  bind(routes.getUsageRoute, getUsage),
  bind(routes.getTopUsageRoute, getTopUsage),
  bind(routes.getLiveTrafficRoute, getLiveTraffic),
  bind(routes.listRequestsRoute, listRequests),
  bind(routes.getRequestRoute, getRequest),
];
