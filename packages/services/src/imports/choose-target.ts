import type { Tx } from '@tollgate/db/db';
import { apis, apiVersions, type ImportTarget } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { slugFrom } from '@tollgate/domain/slug';
import type { ImportedApi } from '@tollgate/openapi/imported-api';
import { and, eq } from 'drizzle-orm';
import { lockApiRow } from '../apis/to-api.ts';
import type { Ctx } from '../context/ctx.ts';
import { checkUpstreamUrl } from '../upstreams/check-upstream-url.ts';

const MAX_TRIES = 50;

/** Where the traffic of an imported version goes: as asked, else the document's first absolute server. */
export async function chooseUpstream(ctx: Ctx, target: ImportTarget, api: ImportedApi): Promise<string> {
  const server = api.servers.find((url) => /^https?:\/\//.test(url));
  const url = target.upstreamUrl ?? server;
  if (url) return checkUpstreamUrl(ctx, url, 'target.upstreamUrl');
  throw new DomainError('upstream_address_forbidden', {
    detail: 'The document names no server with a full address. Say which upstream URL the traffic goes to.',
    errors: [{ location: 'target.upstreamUrl', message: 'is needed: the document names no absolute server' }],
  });
}

/** The existing API of the target, or a new one named after the document. */
export async function chooseApi(tx: Tx, ctx: Ctx, target: ImportTarget, api: ImportedApi) {
  if (target.apiId) return lockApiRow(tx, ctx.tenantId, target.apiId);
  const name = (target.name ?? api.title).slice(0, 100) || 'Imported API';
  const slug = await free(
    target.slug ?? slugFrom(name, 'api'),
    target.slug !== undefined,
    'target.slug',
    (taken) =>
      tx
        .select({ id: apis.id })
        .from(apis)
        .where(and(eq(apis.tenantId, ctx.tenantId), eq(apis.slug, taken))),
  );
  const description = api.description.slice(0, 5000);
  const now = ctx.now();
  const values = {
    tenantId: ctx.tenantId,
    id: newId('api'),
    slug,
    name,
    description,
    createdAt: now,
    updatedAt: now,
  };
  const [row] = await tx.insert(apis).values(values).returning();
  if (!row) throw new Error('insert into apis returned no row');
  return row;
}

/** A version name that this API does not have yet; the one asked for must be free. */
export function chooseVersion(
  tx: Tx,
  ctx: Ctx,
  apiId: string,
  target: ImportTarget,
  api: ImportedApi,
): Promise<string> {
  const wanted = target.version ?? (api.version.replace(/[^\w.+~-]+/g, '-').slice(0, 40) || '1');
  return free(wanted, target.version !== undefined, 'target.version', (version) =>
    tx
      .select({ id: apiVersions.id })
      .from(apiVersions)
      .where(
        and(
          eq(apiVersions.tenantId, ctx.tenantId),
          eq(apiVersions.apiId, apiId),
          eq(apiVersions.version, version),
        ),
      ),
  );
}

/** A base path nobody uses, such as `/world/v1`; the one asked for must be free. */
export function chooseBasePath(
  tx: Tx,
  ctx: Ctx,
  target: ImportTarget,
  parts: { slug: string; version: string },
): Promise<string> {
  const major = /^v?(\d+)/.exec(parts.version)?.[1] ?? slugFrom(parts.version, '1');
  const wanted = target.basePath ?? `/${parts.slug}/v${major}`;
  return free(wanted, target.basePath !== undefined, 'target.basePath', (basePath) =>
    tx
      .select({ id: apiVersions.id })
      .from(apiVersions)
      .where(and(eq(apiVersions.tenantId, ctx.tenantId), eq(apiVersions.basePath, basePath))),
  );
}

async function free(
  wanted: string,
  isAsked: boolean,
  location: string,
  find: (candidate: string) => PromiseLike<unknown[]>,
): Promise<string> {
  for (let number = 1; number <= MAX_TRIES; number++) {
    const candidate = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await find(candidate)).length === 0) return candidate;
    if (isAsked) break;
  }
  throw new DomainError('conflict', {
    detail: `${wanted} is in use already. Choose another.`,
    errors: [{ location, message: `${wanted} is in use already` }],
  });
}
