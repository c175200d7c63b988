import {
  AttachPolicyInput,
  EffectivePolicies,
  GetEffectivePoliciesInput,
  GetPoliciesInput,
  LevelPolicies,
  RemovePolicyInput,
  UpdatePoliciesInput,
} from '../../policies/levels.ts';
import { defineRoute, NoOutput } from '../route.ts';

const policies = { tag: 'Policies', output: LevelPolicies, answer: 'one' } as const;
const cors = { origins: ['https://app.example.com'] };

export const getPoliciesRoute = defineRoute({
  ...policies,
  id: 'getPolicies',
  method: 'GET',
  path: '/v1/policies/{targetId}',
  summary: 'Get the policies of one level',
  description:
    'The level is what the id is of: the tenant, a product, an API version, an operation or a plan. ' +
    'Only what this level itself sets is listed.',
  role: 'viewer',
  input: GetPoliciesInput,
});

export const updatePoliciesRoute = defineRoute({
  ...policies,
  id: 'updatePolicies',
  method: 'PUT',
  path: '/v1/policies/{targetId}',
  summary: 'Replace the policies of one level',
  description:
    'The list is taken as it is, in its order. Gateways enforce it within a second. Those of the tenant need the role admin.',
  role: 'editor',
  input: UpdatePoliciesInput,
  problems: ['upstream_address_forbidden'],
  example: { policies: [{ id: 'threat-limits', config: {} }] },
});

export const attachPolicyRoute = defineRoute({
  ...policies,
  id: 'attachPolicy',
  method: 'PUT',
  path: '/v1/policies/{targetId}/{policyId}',
  summary: 'Set or turn off one policy at one level',
  description:
    'A policy that stands in the list keeps its place; another goes to the end. With `isOff` the policy that a wider ' +
    'level sets does not hold here. Refused with `conflict` where the policy stands in the list several times.',
  role: 'editor',
  input: AttachPolicyInput,
  problems: ['conflict', 'upstream_address_forbidden'],
  example: { config: cors },
});

export const removePolicyRoute = defineRoute({
  ...policies,
  id: 'removePolicy',
  method: 'DELETE',
  path: '/v1/policies/{targetId}/{policyId}',
  summary: 'Take a policy out of one level',
  description: 'What a wider level sets holds again.',
  role: 'editor',
  input: RemovePolicyInput,
  output: NoOutput,
  answer: 'none',
});

export const getEffectivePoliciesRoute = defineRoute({
  ...policies,
  id: 'getEffectivePolicies',
  method: 'GET',
  path: '/v1/operations/{operationId}/effective-policies',
  summary: 'Get what holds for an operation, of all levels',
  description:
    'Name a plan, or a product, to see what holds for its subscribers: a product or plan decides only what runs after it ' +
    'is known who calls.',
  role: 'viewer',
  input: GetEffectivePoliciesInput,
  output: EffectivePolicies,
});
