import { getCatalog } from '@tollgate/services/catalog/get-catalog';
import { writeLlmsText } from '../../../features/docs/index.ts';
import { getOrigin } from '../../../server/address/origin.ts';
import { findTenant, getPaths } from '../../../server/address/tenant.ts';
import { getReader } from '../../../server/ctx.ts';

/** The portal for machines that read: its products, and where their docs are as Markdown. */
export async function GET(): Promise<Response> {
  const tenant = await findTenant();
  if (!tenant) return new Response('There is no such portal.\n', { status: 404 });
  const reader = await getReader();
  const [products, paths, origin] = await Promise.all([getCatalog(reader), getPaths(), getOrigin()]);
  const text = await writeLlmsText(reader, { tenant, products, paths, origin });
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
