import { isDomainError } from '@tollgate/domain/errors';
import { getCatalogProduct } from '@tollgate/services/catalog/get-catalog-product';
import { isSameOrigin } from '../../../server/address/same-origin.ts';
import { getReader } from '../../../server/ctx.ts';
import { refuseTry } from '../../../server/try-it/refuse-try.ts';
import { sendRequest } from '../../../server/try-it/send-request.ts';
import { targetUrl } from '../../../server/try-it/target-url.ts';
import { MAX_TRY_BODY_BYTES, type TryFailure, TryInput } from '../../../shell/try/try-message.ts';

/** Sends one request of the try-it panel to the tenant's own gateway address. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return failure(403, 'This request came from another site.');
  const refusal = await refuseTry(request);
  if (refusal) return refusal;
  const length = Number(request.headers.get('content-length') ?? '0');
  if (length > 2 * MAX_TRY_BODY_BYTES)
    return failure(413, 'The body is too large to send from here. Use curl.');
  const parsed = TryInput.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return failure(422, 'This request cannot be sent from here. Use curl.');
  const { product, api, version, path } = parsed.data;
  try {
    const { apis } = await getCatalogProduct(await getReader(), { productSlug: product });
    const found = apis.find((one) => one.apiSlug === api && one.version === version);
    const target = found && targetUrl(found.baseUrl, path);
    if (!target) return failure(422, 'This path does not belong to the API.');
    return Response.json(await sendRequest(target, parsed.data), {
      headers: { 'cache-control': 'no-store' },
    });
  } catch (error) {
    if (isDomainError(error)) return failure(404, 'There is no such API.');
    throw error;
  }
}

function failure(status: number, text: string): Response {
  return Response.json({ failure: text } satisfies TryFailure, { status });
}
