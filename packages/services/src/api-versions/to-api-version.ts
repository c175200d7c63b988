import type { ApiVersion, UpstreamTls } from '@tollgate/contract/apis';
import type { Tx } from '@tollgate/db/db';
import { apiVersions, type KeptCredential, type KeptTls, tenants } from '@tollgate/db/schema';
import { certificateFacts, readCertificates } from '@tollgate/domain/upstreams/upstream-tls';
import { eq, getTableColumns } from 'drizzle-orm';
import type { Ctx } from '../context/ctx.ts';
import { gatewayUrl } from '../upstreams/gateway-url.ts';

// The document may be megabytes: only its own reader loads it.
const { document: _document, docs: _docs, ...withoutDocument } = getTableColumns(apiVersions);

/** Every column of a version but its document. */
export const API_VERSION_COLUMNS = withoutDocument;
export type ApiVersionRow = Omit<typeof apiVersions.$inferSelect, 'document' | 'docs'>;

/** The tenant's slug, for building gateway addresses. */
export async function getTenantSlug(tx: Tx, tenantId: string): Promise<string> {
  const [row] = await tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, tenantId));
  if (!row) throw new Error('the tenant of this ctx does not exist');
  return row.slug;
}

function withFacts({ authorities, serverName, certificate }: KeptTls): UpstreamTls {
  const told = (pem: string | null) =>
    pem === null ? null : { pem, certificates: readCertificates(pem).map(certificateFacts) };
  return { authorities: told(authorities), serverName, certificate: told(certificate) };
}

function withoutSecret({ in: place, name, setAt }: KeptCredential): ApiVersion['upstream']['credential'] {
  return { in: place, name, setAt };
}

/** A version's row as the contract shows it. */
export function toApiVersion(ctx: Ctx, tenantSlug: string, row: ApiVersionRow): ApiVersion {
  return {
    id: row.id,
    apiId: row.apiId,
    version: row.version,
    title: row.title,
    description: row.description,
    basePath: row.basePath,
    gatewayUrl: gatewayUrl(ctx.settings, tenantSlug, row.basePath),
    upstream: {
      url: row.upstreamUrl,
      protocol: row.upstreamProtocol,
      connectTimeoutMs: row.connectTimeoutMs,
      headTimeoutMs: row.headTimeoutMs,
      idleTimeoutMs: row.idleTimeoutMs,
      totalTimeoutMs: row.totalTimeoutMs,
      maxConnections: row.maxConnections,
      maxWaiting: row.maxWaiting,
      waitTimeoutMs: row.waitTimeoutMs,
      balancing: row.balancing,
      tls: row.tls && withFacts(row.tls),
      credential: row.credential && withoutSecret(row.credential),
    },
    routing: row.routing,
    maxBodyBytes: row.maxBodyBytes,
    status: row.status,
    deprecatedAt: row.deprecatedAt?.toISOString() ?? null,
    sunsetAt: row.sunsetAt?.toISOString() ?? null,
    policies: row.policies,
    cachePurgedAt: row.cachePurgedAt?.toISOString() ?? null,
    openapiVersion: row.openapiVersion,
    operationCount: row.operationCount,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
