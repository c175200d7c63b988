import { createHash } from 'node:crypto';
import type { Tx } from '@tollgate/db/db';
import { apiSchemas, apiVersions, type ImportTarget, operations } from '@tollgate/db/schema';
import { newId } from '@tollgate/domain/ids';
import type { ImportedApi, ImportedOperation } from '@tollgate/openapi/imported-api';
import { reachableSchemas } from '@tollgate/openapi/reachable-schemas';
import type { Ctx } from '../context/ctx.ts';
import { recordChange } from '../context/record-change.ts';
import { checkBasePath } from '../routing/check-base-path.ts';
import { chooseApi, chooseBasePath, chooseVersion } from './choose-target.ts';

const ROWS_PER_INSERT = 200;

export interface ImportedDocument {
  api: ImportedApi;
  upstreamUrl: string;
  /** As it came. */
  bytes: Uint8Array;
  /** As it came, gzip. */
  compressed: Buffer;
}

/** Writes an imported document as a new API version, with its operations and schemas, in one transaction. */
export async function storeApiVersion(
  tx: Tx,
  ctx: Ctx,
  target: ImportTarget,
  imported: ImportedDocument,
): Promise<{ apiId: string; apiVersionId: string }> {
  const { api } = imported;
  const parent = await chooseApi(tx, ctx, target, api);
  const version = await chooseVersion(tx, ctx, parent.id, target, api);
  const basePath = await chooseBasePath(tx, ctx, target, { slug: parent.slug, version });
  const id = newId('apiVersion');
  const standing = {
    tenantId: ctx.tenantId,
    id,
    apiId: parent.id,
    title: api.title,
    version,
    basePath,
    routing: null,
  };
  await checkBasePath(tx, standing, 'target.basePath');
  await tx.insert(apiVersions).values({
    tenantId: ctx.tenantId,
    id,
    apiId: parent.id,
    version,
    title: api.title.slice(0, 200),
    description: api.description,
    basePath,
    ...documentColumns(imported),
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  });
  await insertOperations(tx, ctx.tenantId, id, api);
  await insertSchemas(tx, ctx.tenantId, id, api);
  await recordChange(tx, ctx, {
    action: 'api_version.created',
    target: { kind: 'api_version', id, name: `${parent.name} ${version}` },
    after: { apiId: parent.id, version, basePath, upstreamUrl: imported.upstreamUrl },
    feed: [{ kind: 'api_version', id }],
  });
  return { apiId: parent.id, apiVersionId: id };
}

function documentColumns({ api, upstreamUrl, bytes, compressed }: ImportedDocument) {
  const { tags, tagGroups, securitySchemes, security, servers, externalDocs, extensions, warnings } = api;
  const firstByte = Buffer.from(bytes.subarray(0, 64)).toString().trimStart()[0];
  return {
    upstreamUrl,
    openapiVersion: api.openapi,
    documentSha256: createHash('sha256').update(bytes).digest('hex'),
    document: compressed,
    documentMediaType: firstByte === '{' ? 'application/json' : 'application/yaml',
    docs: { tags, tagGroups, securitySchemes, security, servers, externalDocs, extensions, warnings },
    operationCount: api.operations.length,
  };
}

async function insertOperations(
  tx: Tx,
  tenantId: string,
  apiVersionId: string,
  api: ImportedApi,
): Promise<void> {
  const toRow = (operation: ImportedOperation, position: number) => ({
    tenantId,
    id: newId('operation'),
    apiVersionId,
    operationId: operation.operationId,
    method: operation.method,
    pathTemplate: operation.path,
    summary: operation.summary,
    tags: operation.tags,
    isDeprecated: operation.deprecated,
    isInternal: operation.internal,
    position,
    route: operation.route,
    detail: operation.detail as unknown as Record<string, unknown>,
    schemaNames: Object.keys(reachableSchemas(operation.detail, api.schemas).schemas),
  });
  const rows = api.operations.map(toRow);
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx.insert(operations).values(rows.slice(at, at + ROWS_PER_INSERT));
  }
}

async function insertSchemas(
  tx: Tx,
  tenantId: string,
  apiVersionId: string,
  api: ImportedApi,
): Promise<void> {
  const rows = Object.entries(api.schemas).map(([name, schema]) => ({
    tenantId,
    apiVersionId,
    name,
    schema,
  }));
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx.insert(apiSchemas).values(rows.slice(at, at + ROWS_PER_INSERT));
  }
}
