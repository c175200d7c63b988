import { refuseOrReport } from '../finding.ts';
import { mayBeJson } from '../media-type.ts';
import { CONTINUE, type PolicyHandler, type PolicyRequest, type Reject } from '../policy.ts';
import { findInjection } from './injection/find-injection.ts';
import { measureJson } from './measure-json.ts';
import { jsonBytes, type ThreatLimitsConfig } from './schema.ts';

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Makes the handler of the threat-limits policy. */
export function createThreatLimitsHandler(): PolicyHandler<ThreatLimitsConfig> {
  return (request, config) => {
    const found =
      judgeHeaders(request, config) ?? judgeQuery(request.query, config) ?? judgeJson(request, config);
    const refusal: Reject | null =
      found === null ? null : { kind: 'reject', problem: 'request_refused', detail: found };
    const decision = refuseOrReport(config.mode, refusal);
    if (config.injection.length === 0 || decision.kind === 'reject') return decision;
    const injected = refuseOrReport(config.injectionMode, judgeInjection(request, config));
    return injected === CONTINUE ? decision : injected;
  };
}

function judgeInjection(request: PolicyRequest, config: ThreatLimitsConfig): Reject | null {
  const { injectionBodyBytes } = config;
  if (injectionBodyBytes !== undefined && (request.body?.length ?? 0) > injectionBodyBytes) {
    const detail = `The body has more than ${injectionBodyBytes} bytes.`;
    return { kind: 'reject', problem: 'body_too_large', detail };
  }
  const body = injectionBodyBytes === undefined ? null : request.body;
  const detail = findInjection(request, body, config.injection);
  return detail === null ? null : { kind: 'reject', problem: 'request_refused', detail };
}

function judgeHeaders(request: PolicyRequest, config: ThreatLimitsConfig): string | null {
  const { maxHeaders, maxHeaderBytes } = config;
  if (maxHeaders === undefined && maxHeaderBytes === undefined) return null;
  const { headers } = request;
  if (maxHeaders !== undefined && headers.length / 2 > maxHeaders) {
    return `The request has more than ${maxHeaders} headers.`;
  }
  if (maxHeaderBytes !== undefined) {
    for (let i = 0; i < headers.length; i += 2) {
      if ((headers[i + 1] as string).length > maxHeaderBytes) {
        return `The header ${headers[i]} has more than ${maxHeaderBytes} bytes.`;
      }
    }
  }
  return null;
}

function judgeQuery(query: string, config: ThreatLimitsConfig): string | null {
  const { maxQueryParameters, maxQueryBytes } = config;
  if (query.length <= 1 || (maxQueryParameters === undefined && maxQueryBytes === undefined)) return null;
  const parameters = query.slice(1).split('&');
  if (maxQueryParameters !== undefined && parameters.length > maxQueryParameters) {
    return `The query has more than ${maxQueryParameters} parameters.`;
  }
  if (maxQueryBytes !== undefined && parameters.some((parameter) => parameter.length > maxQueryBytes)) {
    return `A parameter in the query has more than ${maxQueryBytes} bytes.`;
  }
  return null;
}

function judgeJson(request: PolicyRequest, config: ThreatLimitsConfig): string | null {
  const { body } = request;
  if (body === null || !mayBeJson(request.headerValues('content-type')) || jsonBytes(config) === 0)
    return null;
  if (body.length > jsonBytes(config)) return `The JSON body has more than ${jsonBytes(config)} bytes.`;
  const tooMuch = measureJson(body, {
    depth: config.maxJsonDepth ?? Number.POSITIVE_INFINITY,
    entries: config.maxJsonEntries ?? Number.POSITIVE_INFINITY,
    textBytes: config.maxJsonTextBytes ?? Number.POSITIVE_INFINITY,
  });
  return tooMuch ?? (isJson(body) ? null : 'The body is not JSON, although its Content-Type says so.');
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(DECODER.decode(body));
    return true;
  } catch {
    return false;
  }
}
