import { Explanation } from '@tollgate/domain/explain/explanation';
import { defineRoute } from '../routes/route.ts';
import {
  CreatedExplainToken,
  CreateExplainTokenInput,
  ExplanationSummary,
  GetExplanationInput,
  ListExplanationsInput,
} from './explanations.ts';

export const createExplainTokenRoute = defineRoute({
  id: 'createExplainToken',
  method: 'POST',
  path: '/v1/explain-tokens',
  tag: 'Explanations',
  summary: 'Create a token that asks gateways to explain requests',
  description:
    'Send it in the request header `tollgate-explain`. It admits nobody: the request needs its credential as ever. The answer names its explanation in `tollgate-explained`.',
  role: 'editor',
  input: CreateExplainTokenInput,
  output: CreatedExplainToken,
  answer: 'one',
  status: 201,
  problems: ['not_found', 'conflict'],
  example: { lifetimeSeconds: 900 },
});

export const listExplanationsRoute = defineRoute({
  id: 'listExplanations',
  method: 'GET',
  path: '/v1/explanations',
  tag: 'Explanations',
  summary: 'List explained requests, newest first',
  description: 'The newest hundred are kept.',
  role: 'viewer',
  input: ListExplanationsInput,
  output: ExplanationSummary,
  answer: 'list',
});

export const getExplanationRoute = defineRoute({
  id: 'getExplanation',
  method: 'GET',
  path: '/v1/explanations/{requestId}',
  tag: 'Explanations',
  summary: 'Get each step of an explained request',
  role: 'viewer',
  input: GetExplanationInput,
  output: Explanation,
  answer: 'one',
});
