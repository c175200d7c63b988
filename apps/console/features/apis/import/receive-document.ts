import 'server-only';
import type { ApiImport, ImportTarget } from '@tollgate/contract/apis';
import { DomainError } from '@tollgate/domain/errors';
import type { Ctx } from '@tollgate/services/context/ctx';
import { createApiImport } from '@tollgate/services/imports/create-api-import';
import { MAX_DOCUMENT_BYTES } from './max-document-bytes.ts';

/** Queues the import of the request's body, or of the address in its query. */
export async function receiveDocument(ctx: Ctx, request: Request): Promise<ApiImport> {
  const query = new URL(request.url).searchParams;
  const text = (name: string) => query.get(name) || undefined;
  const target: ImportTarget = {
    apiId: text('apiId'),
    upstreamUrl: text('upstreamUrl'),
    basePath: text('basePath'),
  };
  const url = text('url');
  if (url) return createApiImport(ctx, { url, target });
  const bytes = await readCapped(request);
  const name = (text('name') ?? 'pasted document').replace(/\p{Cc}/gu, '').slice(0, 200);
  return createApiImport(ctx, { target }, { name, bytes });
}

async function readCapped(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_DOCUMENT_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_DOCUMENT_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): DomainError {
  return new DomainError('payload_too_large', {
    detail: 'A document may have 25 MB at most. Leave examples out, or split it by product.',
    errors: [{ location: 'document', message: 'is larger than 25 MB' }],
  });
}
