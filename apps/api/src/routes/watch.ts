import * as explanations from '@tollgate/contract/explain/explanation-routes';
import * as routes from '@tollgate/contract/routes/watch';
import { listAudit } from '@tollgate/services/audit/list-audit';
import { createExplainToken } from '@tollgate/services/explanations/create-explain-token';
import { getExplanation } from '@tollgate/services/explanations/get-explanation';
import { listExplanations } from '@tollgate/services/explanations/list-explanations';
import { deleteGateway } from '@tollgate/services/gateways/delete-gateway';
import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { listMails } from '@tollgate/services/mails/list-mails';
import { bind } from '../http/bind.ts';

export const watchBindings = [
  bind(routes.listGatewaysRoute, listGateways),
  bind(routes.deleteGatewayRoute, deleteGateway),
  bind(routes.listAuditRoute, listAudit),
  bind(routes.listMailsRoute, listMails),
  bind(explanations.createExplainTokenRoute, createExplainToken),
  bind(explanations.listExplanationsRoute, listExplanations),
  bind(explanations.getExplanationRoute, getExplanation),
];
