import * as routes from '@tollgate/contract/routes/policies/level-policies';
import { attachPolicy } from '@tollgate/services/policies/attach-policy';
import { getEffectivePolicies } from '@tollgate/services/policies/get-effective-policies';
import { getPolicies } from '@tollgate/services/policies/get-policies';
import { removePolicy } from '@tollgate/services/policies/remove-policy';
import { updatePolicies } from '@tollgate/services/policies/update-policies';
import { bind } from '../../http/bind.ts';

export const policyBindings = [
  bind(routes.getPoliciesRoute, getPolicies),
  bind(routes.updatePoliciesRoute, updatePolicies),
  bind(routes.attachPolicyRoute, attachPolicy),
  bind(routes.removePolicyRoute, removePolicy),
  bind(routes.getEffectivePoliciesRoute, getEffectivePolicies),
];
