import type { PolicyRequest } from '@tollgate/policies/policy';

/** The request a policy sees: GET /countries of a tenant, with the headers given, names in lower case. */
export function makePolicyRequest(
  headers: Record<string, string | string[]> = {},
  others: Partial<Omit<PolicyRequest, 'headerValues' | 'headers'>> = {},
): PolicyRequest {
  return {
    method: 'GET',
    target: '/countries',
    path: '/countries',
    rest: '/countries',
    query: '',
    hasBody: others.declaredBytes !== undefined || others.body !== undefined,
    declaredBytes: null,
    body: null,
    operation: null,
    apiVersionId: 'ver_1',
    operationId: 'opn_1',
    answers: null,
    requestId: 'req_1',
    caller: null,
    tenantId: 'tnt_1',
    clientAddress: '203.0.113.7',
    clientCertificate: null,
    nowMs: 1_000_000,
    allowedMethods: ['GET'],
    ...others,
    headers: Object.entries(headers).flatMap(([name, values]) =>
      [values].flat().flatMap((one) => [name, one]),
    ),
    headerValues: (name) => [headers[name] ?? []].flat(),
  };
}
