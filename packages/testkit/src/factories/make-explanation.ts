import type { Explanation } from '@tollgate/domain/explain/explanation';

/** An explanation that a gateway might have told; anything can be set. */
export function makeExplanation(values: Partial<Explanation> = {}): Explanation {
  return {
    requestId: 'req_1',
    tenantId: 'tnt_1',
    gateway: 'gw-0',
    region: 'local',
    askedBy: 'mbr_1',
    apiVersionId: 'ver_1',
    operationId: 'opn_1',
    appId: 'app_1',
    method: 'GET',
    path: '/world/v1/countries/FR',
    status: 200,
    problem: '',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    startedAt: '2026-11-10T12:00:00.000Z',
    durationUs: 1500,
    steps: [
      {
        step: 'route',
        name: 'GET /world/v1/countries/{code}',
        outcome: 'passed',
        atUs: 2,
        tookUs: 5,
        detail: '',
      },
      { step: 'authenticate', name: 'api-key', outcome: 'passed', atUs: 10, tookUs: 20, detail: 'App app_1' },
    ],
    ...values,
  };
}
