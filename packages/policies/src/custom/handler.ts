import { isProtectedHeader } from '../header-names.ts';
import {
  CONTINUE,
  type Decision,
  type HeaderPairs,
  type PolicyHandler,
  type PolicyRequest,
  type Reject,
  type ResponseChange,
  type ResponseHandler,
} from '../policy.ts';
import type { CustomContext } from './author.ts';
import type { CustomModules, CustomResult } from './port.ts';
import type { CustomConfig } from './schema.ts';

export interface CustomDeps {
  readonly customModules: CustomModules;
}

/** Makes the handler of the custom policy for requests. */
export function createCustomHandler({ customModules }: CustomDeps): PolicyHandler<CustomConfig> {
  const run = async (request: PolicyRequest, config: CustomConfig): Promise<Decision> => {
    const { tenantId } = request;
    const body = config.body ? request.body : null;
    const call = {
      hook: 'onRequest',
      ...requestParts(request),
      body,
      context: contextOf(request, config),
    } as const;
    const result = await customModules.run(tenantId, config.module, call, config);
    return decide(result, request, config);
  };
  return (request, config) => (config.on === 'response' ? CONTINUE : run(request, config));
}

/** Makes the handler of the custom policy for answers. */
export function createCustomResponseHandler({ customModules }: CustomDeps): ResponseHandler<CustomConfig> {
  return async ({ status, headers, body }, config, request) => {
    const call = {
      hook: 'onResponse',
      status,
      headers,
      body,
      request: requestParts(request),
      context: contextOf(request, config),
    } as const;
    const result = await customModules.run(request.tenantId, config.module, call, config);
    switch (result.kind) {
      case 'nothing':
        return CONTINUE;
      case 'response':
        return changed(result, headers, body);
      case 'request':
        return failed('it made a request of an answer', config);
      case 'failed':
        return failed(result.reason, config);
    }
  };
}

function decide(result: CustomResult, request: PolicyRequest, config: CustomConfig): Decision {
  switch (result.kind) {
    case 'nothing':
      return CONTINUE;
    case 'request': {
      const query = new URL(result.url).search;
      const body = config.body && request.body !== null ? result.body : null;
      const headers = [...ours(request.headers), ...free(result.headers)];
      return { kind: 'continue', forward: { headers, query, ...(body && { body }) } };
    }
    case 'response': {
      const { status, body } = result;
      return { kind: 'answer', status, headers: free(result.headers), ...(body && { body }) };
    }
    case 'failed':
      return failed(result.reason, config);
  }
}

function changed(
  { status, headers, body }: Extract<CustomResult, { kind: 'response' }>,
  before: HeaderPairs,
  bodyBefore: Uint8Array | null,
): ResponseChange {
  const empty = bodyBefore === null ? null : new Uint8Array(0);
  const sent = body ?? empty;
  return {
    kind: 'continue',
    status,
    headers: [...ours(before), ...free(headers)],
    ...(sent && { body: sent }),
  };
}

function failed(reason: string, config: CustomConfig) {
  const detail = `The custom policy ${config.module} failed: ${reason}.`;
  if (config.onFailure === 'continue') return { kind: 'continue', finding: detail } as const;
  const refusal: Reject = {
    kind: 'reject',
    problem: 'custom_policy_failed',
    detail: 'A custom policy of this API failed. Its provider can find the request by its id.',
    finding: detail,
  };
  return refusal;
}

function requestParts(request: PolicyRequest) {
  const { method, path, query, caller } = request;
  const [host = ''] = request.headerValues('host');
  const origin = `https://${/^[\w.-]+(?::\d+)?$/.test(host) ? host : 'localhost'}`;
  const secret = caller?.credentialHeaders ?? [];
  const headers = request.headers.filter((_, i, pairs) => !secret.includes(pairs[i - (i % 2)] as string));
  return { method, url: `${origin}${path}${query}`, headers };
}

function contextOf(request: PolicyRequest, { settings }: CustomConfig): CustomContext {
  const { requestId, tenantId, apiVersionId, operationId, caller, clientAddress } = request;
  return {
    requestId,
    tenantId,
    apiVersionId,
    operationId,
    appId: caller?.appId ?? '',
    subscriptionId: caller?.subscriptionId ?? '',
    planId: caller?.planId ?? '',
    environment: caller?.environment ?? 'live',
    clientAddress,
    settings,
  };
}

/** Headers that a module may not set, as they were. */
function ours(headers: HeaderPairs): string[] {
  return headers.filter((_, i) => isProtectedHeader(headers[i - (i % 2)] as string));
}

function free(headers: HeaderPairs): string[] {
  return headers.filter((_, i) => !isProtectedHeader(headers[i - (i % 2)] as string));
}
