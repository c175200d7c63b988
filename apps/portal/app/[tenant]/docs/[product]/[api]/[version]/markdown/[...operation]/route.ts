import { isDomainError } from '@tollgate/domain/errors';
import { readOperationMarkdown } from '../../../../../../../../features/docs/index.ts';
import { getReader } from '../../../../../../../../server/ctx.ts';
import { type DocsParams, decode } from '../../../../../../../../shell/docs-params.ts';

type Context = { params: Promise<DocsParams & { operation: string[] }> };

/** One operation's docs as Markdown, for machines that read. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { operation, ...where } = await params;
  try {
    const text = await readOperationMarkdown(await getReader(), where, operation.map(decode).join('/'));
    return new Response(text, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
  } catch (error) {
    if (isDomainError(error)) return new Response('There is no such operation.\n', { status: 404 });
    throw error;
  }
}
