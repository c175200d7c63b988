import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type ApiImport, CreateApiImportInput } from '@tollgate/contract/apis';
import { apiImports } from '@tollgate/db/schema';
import { withTenantTx } from '@tollgate/db/tenant-tx';
import { DomainError } from '@tollgate/domain/errors';
import { newId } from '@tollgate/domain/ids';
import { defaultImportLimits } from '@tollgate/openapi/limits';
import { sql } from 'drizzle-orm';
import { getApiRow } from '../apis/to-api.ts';
import { requireRole } from '../context/authorise.ts';
import type { Ctx } from '../context/ctx.ts';
import { parseInput } from '../context/parse-input.ts';
import { recordChange } from '../context/record-change.ts';
import { checkUpstreamUrl, parseUpstreamUrl } from '../upstreams/check-upstream-url.ts';
import { API_IMPORT_COLUMNS, toApiImport } from './to-api-import.ts';

const compress = promisify(gzip);

/**
 * Takes an OpenAPI document in and queues reading it; poll `getApiImport` for progress. The document comes as
 * `document` text, as `file` bytes (25 MB at most), or is fetched by the worker from `url`.
 */
export async function createApiImport(
  ctx: Ctx,
  input: CreateApiImportInput,
  file?: { name: string; bytes: Uint8Array },
): Promise<ApiImport> {
  requireRole(ctx, 'editor');
  const { document, url, target } = parseInput(CreateApiImportInput, input);
  const bytes = file?.bytes ?? (document === undefined ? undefined : new TextEncoder().encode(document));
  requireOneSource([file, document, url]);
  requireSize(bytes);
  if (url) parseUpstreamUrl(url.split('?')[0] ?? '', 'url');
  if (target.upstreamUrl) {
    target.upstreamUrl = await checkUpstreamUrl(ctx, target.upstreamUrl, 'target.upstreamUrl');
  }
  const stored = bytes ? await compress(bytes) : null;
  return withTenantTx(ctx, async (tx) => {
    if (target.apiId) await getApiRow(tx, ctx.tenantId, target.apiId);
    const [row] = await tx
      .insert(apiImports)
      .values({
        tenantId: ctx.tenantId,
        id: newId('apiImport'),
        source: url ?? (file ? fileLabel(file.name) : 'pasted document'),
        target,
        document: stored,
        requestedBy: { ...ctx.actor },
        createdAt: ctx.now(),
      })
      .returning(API_IMPORT_COLUMNS);
    if (!row) throw new Error('insert into api_imports returned no row');
    const payload = JSON.stringify({ tenantId: ctx.tenantId, importId: row.id });
    await tx.execute(sql`select jobs.enqueue('import-api', ${payload}::jsonb)`);
    await recordChange(tx, ctx, {
      action: 'api_import.created',
      target: { kind: 'api_import', id: row.id, name: row.source },
      after: { source: row.source, target },
    });
    return toApiImport(row);
  });
}

function requireOneSource(sources: unknown[]): void {
  if (sources.filter((source) => source !== undefined).length === 1) return;
  throw new DomainError('validation_failed', {
    errors: [{ location: 'document', message: 'give either the document or a URL' }],
  });
}

function requireSize(bytes: Uint8Array | undefined): void {
  const limitMb = defaultImportLimits.maxBytes / 1024 / 1024;
  if (!bytes || bytes.byteLength <= defaultImportLimits.maxBytes) return;
  throw new DomainError('payload_too_large', {
    detail: `A document may have ${limitMb} MB at most. Leave examples out, or split it by product.`,
    errors: [{ location: 'document', message: `is larger than ${limitMb} MB` }],
  });
}

// The name of an uploaded file is whatever a browser or script sent.
function fileLabel(name: string): string {
  return name.replace(/\p{C}/gu, '').slice(0, 200).toWellFormed() || 'uploaded file';
}
