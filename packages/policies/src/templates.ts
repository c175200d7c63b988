import { z } from 'zod';
import type { PolicyRequest } from './policy.ts';

/** `{app}` or `{query:page}`; other braces are letters like any other. */
const VARIABLE = /\{([A-Za-z]+)(?::([^{}\s]{1,100}))?\}/g;

const PLAIN: Readonly<Record<string, (request: PolicyRequest) => string>> = {
  app: (request) => request.caller?.appId ?? '',
  subscription: (request) => request.caller?.subscriptionId ?? '',
  plan: (request) => request.caller?.planId ?? '',
  tenant: (request) => request.tenantId,
  requestId: (request) => request.requestId,
  clientAddress: (request) => request.clientAddress,
  method: (request) => request.method,
  path: (request) => request.rest,
};

/** What may carry a credential, which goes nowhere but to the gateway. */
const SECRET: ReadonlySet<string> = new Set([
  'apikey',
  'authorization',
  'cookie',
  'proxy-authorization',
  'x-api-key',
]);

function isVariable(name: string, argument: string | undefined): boolean {
  if (name === 'header') return argument !== undefined && !SECRET.has(argument.toLowerCase());
  if (name === 'query') return argument !== undefined;
  return argument === undefined && Object.hasOwn(PLAIN, name);
}

/** Text with variables in braces. */
export const Template = z
  .string()
  .max(4096)
  .superRefine((text, context) => {
    for (const [whole, name = '', argument] of text.matchAll(VARIABLE)) {
      if (isVariable(name, argument)) continue;
      context.addIssue({ code: 'custom', message: `${whole} is no variable that can be used here` });
    }
  });

/** The variables of templates, as a hint names them. */
export const VARIABLES_HINT =
  'Variables: {app}, {subscription}, {plan}, {tenant}, {requestId}, {clientAddress}, {method}, {path}, {header:name}, {query:name}.';

/** A template with the values of a request; a value that is missing is empty. */
export function renderTemplate(text: string, request: PolicyRequest): string {
  if (!text.includes('{')) return text;
  return text.replace(VARIABLE, (whole, name: string, argument: string | undefined) => {
    if (!isVariable(name, argument)) return whole;
    if (name === 'header') return headerValue(request, (argument as string).toLowerCase());
    if (name === 'query') return findParameter(request.query, argument as string);
    return (PLAIN[name] as (request: PolicyRequest) => string)(request);
  });
}

function headerValue(request: PolicyRequest, name: string): string {
  return request.caller?.credentialHeaders.includes(name) ? '' : request.headerValues(name).join(', ');
}

function findParameter(query: string, name: string): string {
  return new URLSearchParams(query).get(name) ?? '';
}
