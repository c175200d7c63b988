import type { PolicyRequest } from '@tollgate/policies/policy';

/** The request a policy sees: GET /countries of a tenant, with the headers given, names in lower case. */
export function makePolicyRequest(
  headers: Record<string, string | string[]> = {},
  others: Partial<Omit<PolicyRequest, 'headerValues'>> = {},
): PolicyRequest {
  return {
    method: 'GET',
    path: '/countries',
    tenantId: 'tnt_1',
    clientAddress: '203.0.113.7',
    nowMs: 1_000_000,
    allowedMethods: ['GET'],
    ...others,
    headerValues: (name) => [headers[name] ?? []].flat(),
  };
}
