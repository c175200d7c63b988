import type { Tx } from '@tollgate/db/db';
import { apiVersions } from '@tollgate/db/schema';
import { DomainError } from '@tollgate/domain/errors';
import { findSelectionConflict } from '@tollgate/domain/routing/selection-conflict';
import type { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { and, eq, ne, sql } from 'drizzle-orm';

/** A version as it shall stand. */
export interface StandingVersion {
  readonly tenantId: string;
  readonly id: string;
  readonly apiId: string;
  readonly title: string;
  readonly version: string;
  readonly basePath: string;
  readonly routing: VersionRouting | null;
}

/** Throws `conflict` at a field, with both named, when a request could not say which version of a base path it means. */
export async function checkBasePath(tx: Tx, wanted: StandingVersion, location: string): Promise<void> {
  const { tenantId, basePath, id } = wanted;
  // No index says all of it: of two that come at once, the second sees the first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${basePath}`}, 0))`);
  const { title, version, apiId, routing } = apiVersions;
  const others = await tx
    .select({ title, version, apiId, routing })
    .from(apiVersions)
    .where(
      and(eq(apiVersions.tenantId, tenantId), eq(apiVersions.basePath, basePath), ne(apiVersions.id, id)),
    );
  for (const other of others) {
    const reason =
      findSelectionConflict(selected(wanted, basePath), selected(other, basePath)) ??
      (other.apiId === wanted.apiId
        ? null
        : `${nameOf(wanted)} and ${nameOf(other)} are not of one API, and so cannot share base path ${basePath}`);
    if (reason === null) continue;
    const fix = 'Choose another base path, or let requests say which version they mean.';
    throw new DomainError('conflict', {
      detail: `${reason}. ${fix}`,
      errors: [{ location, message: reason, fix }],
    });
  }
}

type Named = Pick<StandingVersion, 'title' | 'version' | 'routing'>;

function selected(version: Named, basePath: string) {
  return { name: nameOf(version), basePath, selection: version.routing?.selection ?? null };
}

function nameOf({ title, version }: Named): string {
  return `${title} ${version}`;
}
