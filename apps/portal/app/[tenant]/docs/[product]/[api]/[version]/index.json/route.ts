import { isDomainError } from '@tollgate/domain/errors';
import { readDocsIndex } from '../../../../../../../features/docs/index.ts';
import { getReader } from '../../../../../../../server/ctx.ts';
import type { DocsParams } from '../../../../../../../shell/docs-params.ts';

/** The list of operations, compact, for the navigation and search of docs. */
export async function GET(_request: Request, { params }: { params: Promise<DocsParams> }): Promise<Response> {
  try {
    const index = await readDocsIndex(await getReader(), await params);
    return Response.json(index, { headers: { 'cache-control': 'private, max-age=60' } });
  } catch (error) {
    if (isDomainError(error)) return Response.json({ title: 'There is no such API' }, { status: 404 });
    throw error;
  }
}
