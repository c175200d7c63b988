import { type ApiVersion, UpdateApiVersionInput } from '@tollgate/contract/apis';
import type { Tx } from '@tollgate/db/db';
import { apiVersions } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import type { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { protocolProblem } from '@tollgate/domain/upstreams/upstream-protocol';
import { and, eq } from 'drizzle-orm';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { orConflict } from '../context/db-errors.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { checkPolicies } from '../policies/check-policies.ts';
import { checkBasePath } from '../routing/check-base-path.ts';
import { checkRouting } from '../routing/check-routing.ts';
import { checkBalancing } from '../upstreams/check-balancing.ts';
import { checkUpstreamUrl } from '../upstreams/check-upstream-url.ts';
import { requireKnownHosts, sealCredential } from '../upstreams/seal-credential.ts';
import { sealTls } from '../upstreams/seal-tls.ts';
import { lockApiVersionRow } from './get-api-version.ts';
import { API_VERSION_COLUMNS, type ApiVersionRow, getTenantSlug, toApiVersion } from './to-api-version.ts';

/** Changes where a version's traffic enters and goes, its limits, policies and lifecycle. Live within a second. */
export async function updateApiVersion(ctx: Ctx, input: UpdateApiVersionInput): Promise<ApiVersion> {
  requireRole(ctx, 'editor');
  const { apiVersionId, sunsetAt, credential, tls, ...values } = parseInput(UpdateApiVersionInput, input);
  if (values.upstreamUrl !== undefined) {
    values.upstreamUrl = await checkUpstreamUrl(ctx, values.upstreamUrl, 'upstreamUrl');
  }
  if (values.balancing) values.balancing = await checkBalancing(ctx, values.balancing);
  if (values.routing) values.routing = await checkRouting(ctx, values.routing);
  if (values.policies) {
    values.policies = await checkPolicies(ctx, 'api_version', values.policies);
  }
  const change = () =>
    withTenantTx(ctx, async (tx) => {
      const before = await lockApiVersionRow(tx, ctx.tenantId, apiVersionId);
      if (credential?.secret === undefined && credential !== null) requireKnownHosts(before, values);
      const keptTls = tls && sealTls(ctx, before, tls);
      const kept = credential && sealCredential(ctx, before, credential);
      await checkAddress(tx, before, values);
      const [row] = await tx
        .update(apiVersions)
        .set({
          ...values,
          ...(keptTls === undefined ? {} : { tls: keptTls }),
          ...(kept === undefined ? {} : { credential: kept }),
          ...lifecycle(before, values.status, sunsetAt, ctx.now()),
          updatedAt: ctx.now(),
        })
        .where(and(eq(apiVersions.tenantId, ctx.tenantId), eq(apiVersions.id, apiVersionId)))
        .returning(API_VERSION_COLUMNS);
      const slug = await getTenantSlug(tx, ctx.tenantId);
      const after = toApiVersion(ctx, slug, row ?? before);
      checkProtocol(after);
      await recordChange(tx, ctx, {
        action: 'api_version.updated',
        target: { kind: 'api_version', id: apiVersionId, name: `${before.title} ${before.version}` },
        before: toApiVersion(ctx, slug, before),
        after,
        feed: [{ kind: 'api_version', id: apiVersionId }],
      });
      return after;
    });
  return orConflict(change, 'basePath', 'is used by another API version');
}

// Addresses and protocol may be changed one by one, so it is the outcome that is looked at.
function checkProtocol({ upstream: { protocol, url, balancing }, routing }: ApiVersion): void {
  const urls = [url, ...(balancing?.targets ?? []).map((target) => target.url)];
  if (routing?.canary) urls.push(routing.canary.url);
  const message = protocolProblem(protocol, urls);
  if (message === null) return;
  throw new DomainError('validation_failed', { errors: [{ location: 'upstreamProtocol', message }] });
}

async function checkAddress(
  tx: Tx,
  before: ApiVersionRow,
  { basePath, routing }: { basePath?: string | undefined; routing?: VersionRouting | null | undefined },
): Promise<void> {
  if (basePath === undefined && routing === undefined) return;
  const wanted = {
    ...before,
    basePath: basePath ?? before.basePath,
    routing: routing === undefined ? before.routing : routing,
  };
  await checkBasePath(tx, wanted, wanted.basePath === before.basePath ? 'routing.selection' : 'basePath');
}

function lifecycle(
  before: ApiVersionRow,
  status: ApiVersionRow['status'] | undefined,
  sunsetAt: string | null | undefined,
  now: Date,
) {
  const isDeprecating = status === 'deprecated' && before.status === 'active';
  return {
    ...(sunsetAt === undefined ? {} : { sunsetAt: sunsetAt === null ? null : new Date(sunsetAt) }),
    ...(isDeprecating ? { deprecatedAt: now } : {}),
    ...(status === 'active' ? { deprecatedAt: null, sunsetAt: null } : {}),
  };
}
