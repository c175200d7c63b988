import type { Api, ApiVersion } from '@tollgate/contract/apis';
import type { Tx } from '@tollgate/db/db';
import { apis, apiVersions } from '@tollgate/db/schema';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { API_VERSION_COLUMNS, getTenantSlug, toApiVersion } from '../api-versions/to-api-version.ts';
import type { Ctx } from '../context/ctx.ts';
import { notFound } from '../context/not-found.ts';

type ApiRow = typeof apis.$inferSelect;

/** Rows of APIs with their versions, newest version first, in the order given. */
export async function toApis(tx: Tx, ctx: Ctx, rows: ApiRow[]): Promise<Api[]> {
  if (rows.length === 0) return [];
  const slug = await getTenantSlug(tx, ctx.tenantId);
  const ids = rows.map((row) => row.id);
  const versions = await tx
    .select(API_VERSION_COLUMNS)
    .from(apiVersions)
    .where(and(eq(apiVersions.tenantId, ctx.tenantId), inArray(apiVersions.apiId, ids)))
    .orderBy(desc(apiVersions.createdAt), desc(apiVersions.id));
  const byApi = new Map<string, ApiVersion[]>(ids.map((id) => [id, []]));
  for (const row of versions) byApi.get(row.apiId)?.push(toApiVersion(ctx, slug, row));
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    versions: byApi.get(row.id) ?? [],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** One API with its versions. */
export async function toApi(tx: Tx, ctx: Ctx, row: ApiRow): Promise<Api> {
  const [api] = await toApis(tx, ctx, [row]);
  return api as Api;
}

/** The API's row, locked for a change; throws `not_found`. */
export async function lockApiRow(tx: Tx, tenantId: string, apiId: string): Promise<ApiRow> {
  const wanted = and(eq(apis.tenantId, tenantId), eq(apis.id, apiId));
  await tx.select({ id: apis.id }).from(apis).where(wanted).for('update');
  return getApiRow(tx, tenantId, apiId);
}

/** The API's row; throws `not_found`. */
export async function getApiRow(tx: Tx, tenantId: string, apiId: string): Promise<ApiRow> {
  const [row] = await tx
    .select()
    .from(apis)
    .where(and(eq(apis.tenantId, tenantId), eq(apis.id, apiId)));
  if (!row) throw notFound('API');
  return row;
}
