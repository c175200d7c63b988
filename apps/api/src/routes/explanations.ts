import * as routes from '@tollgate/contract/explain/explanation-routes';
import { createExplainToken } from '@tollgate/services/explanations/create-explain-token';
import { getExplanation } from '@tollgate/services/explanations/get-explanation';
import { listExplanations } from '@tollgate/services/explanations/list-explanations';
import { bind } from '../http/bind.ts';

export const explanationBindings = [
  bind(routes.createExplainTokenRoute, createExplainToken),
  bind(routes.listExplanationsRoute, listExplanations),
  bind(routes.getExplanationRoute, getExplanation),
];
