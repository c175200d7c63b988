import type { HeaderLines } from '../http/wire/header-lines.ts';
import { rememberNames } from '../http/wire/remember-names.ts';
import { HOP_BY_HOP, namedByConnection } from './hop-by-hop.ts';
import type { UpstreamCredential } from './upstream-credential.ts';

/** What the upstream is told by us of one request, besides what the client sent. */
export interface OurHeaders {
  /** Lines that are the same for all requests of a subscription. */
  readonly subscription: string;
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

/** The lines that tell an upstream by which subscription it is called. */
export function subscriptionLines(of: {
  tenantId: string;
  appId: string;
  subscriptionId: string;
  planId: string;
}): string {
  return (
    `tollgate-tenant: ${of.tenantId}\r\ntollgate-app: ${of.appId}\r\n` +
    `tollgate-subscription: ${of.subscriptionId}\r\ntollgate-plan: ${of.planId}\r\n`
  );
}

/**
 * The headers sent upstream. Hop-by-hop headers go first, with all that Connection names; then the client's copies of
 * ours and the credential; ours are added last, each exactly once.
 */
export class UpstreamHeaders {
  readonly #lines: HeaderLines;
  readonly #ours: OurHeaders;
  readonly #callers: readonly string[];
  readonly #credential: UpstreamCredential | null;
  readonly #named: ReadonlySet<string> | null;
  readonly #isLeftOut = (name: string, i: number) =>
    isDropped(name) ||
    this.#named?.has(name) === true ||
    this.#callers.includes(name) ||
    this.#credential?.replaces(name) === true ||
    // The body is framed anew from what the codec read; a length is repeated only where there is a body.
    (name === 'content-length' && this.#lines.value(i) === '0');

  /** `callers` are the headers with the caller's credentials, which end here; `credential` is the upstream's. */
  constructor(
    lines: HeaderLines,
    ours: OurHeaders,
    callers: readonly string[],
    credential: UpstreamCredential | null,
  ) {
    this.#lines = lines;
    this.#ours = ours;
    this.#callers = callers;
    this.#credential = credential;
    this.#named = namedByConnection(lines);
  }

  /** As HTTP/1.1 writes them. */
  toText(): string {
    const { subscription, requestId, traceparent, clientAddress, host, scheme, via } = this.#ours;
    return (
      `${this.#lines.textWithout(this.#isLeftOut)}${subscription}x-request-id: ${requestId}\r\n` +
      `traceparent: ${traceparent}\r\nx-forwarded-for: ${clientAddress}\r\nx-forwarded-host: ${host}\r\n` +
      `x-forwarded-proto: ${scheme}\r\nvia: ${via}\r\n${this.#credential?.line ?? ''}`
    );
  }
}
