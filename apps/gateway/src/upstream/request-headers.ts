import type { RequestHead } from '../http/exchange.ts';
import { rememberNames } from '../http/wire/remember-names.ts';
import { HOP_BY_HOP, namedByConnection } from './hop-by-hop.ts';

/** What the upstream is told by us, besides what the client sent. */
export interface OurHeaders {
  readonly tenantId: string;
  readonly appId: string;
  readonly subscriptionId: string;
  readonly planVersionId: string;
  readonly requestId: string;
  readonly traceparent: string;
  readonly clientAddress: string;
  readonly host: string;
  readonly scheme: 'http' | 'https';
  readonly via: string;
}

/** A client's own copies of these are dropped: they are ours, or of no meaning upstream. */
const OURS: ReadonlySet<string> = new Set([
  'host',
  'expect',
  'forwarded',
  'traceparent',
  'via',
  'x-real-ip',
  'x-request-id',
]);

function isOurs(name: string): boolean {
  return OURS.has(name) || name.startsWith('tollgate-') || name.startsWith('x-forwarded-');
}

/** Whether a client's header ends here: those of its connection, ours, and what CGI would read as one of ours. */
const isDropped = rememberNames(
  (name) => HOP_BY_HOP.has(name) || isOurs(name) || (name.includes('_') && isOurs(name.replaceAll('_', '-'))),
);

/**
 * The headers sent upstream, names and values in turn. Hop-by-hop headers go first, with all that Connection names;
 * then the client's copies of ours and the credential; ours are added last, each exactly once.
 */
export function upstreamRequestHeaders(
  head: RequestHead,
  ours: OurHeaders,
  credentialHeaders: readonly string[],
): string[] {
  const { headers, names } = head;
  const named = namedByConnection(names, headers);
  const result: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (isDropped(name) || named?.has(name) || credentialHeaders.includes(name)) continue;
    // The body is framed anew from what the codec read; a length is repeated only where there is a body.
    if (name === 'content-length' && headers[2 * i + 1] === '0') continue;
    result.push(name, headers[2 * i + 1] as string);
  }
  result.push(
    'tollgate-tenant',
    ours.tenantId,
    'tollgate-app',
    ours.appId,
    'tollgate-subscription',
    ours.subscriptionId,
    'tollgate-plan',
    ours.planVersionId,
    'x-request-id',
    ours.requestId,
    'traceparent',
    ours.traceparent,
    'x-forwarded-for',
    ours.clientAddress,
    'x-forwarded-host',
    ours.host,
    'x-forwarded-proto',
    ours.scheme,
    'via',
    ours.via,
  );
  return result;
}
