import type { OperationRecord } from '@tollgate/domain/snapshot';
import { canonicalTarget } from '../http/canonical-path.ts';
import type { RequestHead } from '../http/exchange.ts';
import type { Problem } from '../http/problem.ts';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { TenantEntry, VersionEntry } from '../snapshot/entries.ts';

export interface RoutingOptions {
  /** Tenants answer at `<slug>.<domain>`; null when there is none. */
  domain: string | null;
  /** Whether the first path segment names the tenant where the host does not. */
  isPathRouting: boolean;
}

/** Where a request belongs, as far as it could be told. */
export interface Location {
  readonly tenant: TenantEntry | null;
  readonly version: VersionEntry | null;
  readonly operation: OperationRecord | null;
  /** Canonical path below the base path, and the query: what is forwarded. */
  readonly rest: string;
  /** The path that the upstream is asked for: `rest`, where nothing rewrites it. */
  readonly upstreamPath: string;
  readonly query: string;
  /** Canonical path within the tenant. */
  readonly path: string;
  readonly allowedMethods: readonly string[];
  readonly problem: Problem | null;
}

const NOWHERE: Location = {
  tenant: null,
  version: null,
  operation: null,
  rest: '',
  upstreamPath: '',
  query: '',
  path: '',
  allowedMethods: [],
  problem: null,
};
const NO_ROUTE: Problem = {
  code: 'route_not_found',
  detail: 'No API answers at this address: check the host and the path.',
};

const NO_CONDITION: Problem = {
  code: 'route_not_found',
  detail: 'This address answers only with certain headers or query parameters: see the docs of the API.',
};
const NOT_REWRITABLE: Problem = {
  code: 'bad_request',
  detail: 'The address is refused: no path of the API is made of it.',
};

/** Finds tenant, API version and operation of a request. */
export function locate(index: ConfigurationIndex, head: RequestHead, routing: RoutingOptions): Location {
  const target = canonicalTarget(head.target);
  if ('refusal' in target) {
    return {
      ...NOWHERE,
      problem: { code: 'bad_request', detail: `The address is refused: ${target.refusal}.` },
    };
  }
  const { query } = target;
  let { path } = target;
  let tenant = tenantOfHost(index, hostOf(head), routing.domain);
  if (!tenant && routing.isPathRouting) {
    const end = path.indexOf('/', 1);
    tenant = index.tenantBySlug(end === -1 ? path.slice(1) : path.slice(1, end));
    path = end === -1 ? '/' : path.slice(end);
  }
  if (!tenant) return { ...NOWHERE, path, query, problem: NO_ROUTE };
  return matchVersion(tenant, head, path, query);
}

function matchVersion(tenant: TenantEntry, head: RequestHead, path: string, query: string): Location {
  let missed: Location | undefined;
  for (let end = deepestCut(path, tenant.basePaths.deepest); end >= 0; end = path.lastIndexOf('/', end - 1)) {
    const entry = tenant.basePaths.at(path.slice(0, end));
    const version = entry && (entry.only ?? entry.choice?.choose(head));
    if (version) {
      const rest = path.slice(end);
      const match = version.operations.match(head.method, rest, head, query);
      if (match?.route) {
        const { operation, rewrite } = match.route;
        const upstreamPath = rewrite === null ? rest : rewrite.apply(rest);
        return {
          tenant,
          version,
          operation,
          rest,
          upstreamPath: upstreamPath ?? '',
          query,
          path,
          allowedMethods: match.allowedMethods,
          problem: upstreamPath === null ? NOT_REWRITABLE : null,
        };
      }
      if (match?.isConditionMissed === false) {
        missed ??= missedMethod(tenant, version, rest, query, path, match.allowedMethods);
      } else {
        const problem = match ? NO_CONDITION : NO_ROUTE;
        missed ??= { ...NOWHERE, tenant, version, rest, query, path, problem };
      }
    } else if (entry?.choice)
      missed ??= { ...NOWHERE, tenant, path, query, problem: noVersion(entry.choice) };
    if (end === 0) break;
  }
  return missed ?? { ...NOWHERE, tenant, query, path, problem: NO_ROUTE };
}

function noVersion({ hint }: { readonly hint: string }): Problem {
  return { code: 'route_not_found', detail: hint };
}

function missedMethod(
  tenant: TenantEntry,
  version: VersionEntry,
  rest: string,
  query: string,
  path: string,
  allowedMethods: readonly string[],
): Location {
  const problem: Problem = {
    code: 'method_not_allowed',
    detail: `This address answers to ${allowedMethods.join(', ')}.`,
    headers: ['allow', allowedMethods.join(', ')],
  };
  return { ...NOWHERE, tenant, version, rest, query, path, allowedMethods, problem };
}

// Where the longest base path this tenant has could end in the path.
function deepestCut(path: string, depth: number): number {
  let end = path.length;
  let at = 0;
  for (let i = 0; i <= depth; i++) {
    at = path.indexOf('/', i === 0 ? 0 : at + 1);
    if (at === -1) return end;
    end = at;
  }
  return end;
}

function hostOf(head: RequestHead): string {
  const at = head.lines.names.indexOf('host');
  const host = at === -1 ? '' : head.lines.value(at);
  const port = host.lastIndexOf(':');
  return (port > host.lastIndexOf(']') ? host.slice(0, port) : host).toLowerCase();
}

function tenantOfHost(
  index: ConfigurationIndex,
  host: string,
  domain: string | null,
): TenantEntry | undefined {
  const own = index.tenantByHost(host);
  if (own || domain === null || !host.endsWith(`.${domain}`)) return own;
  return index.tenantBySlug(host.slice(0, -domain.length - 1));
}
