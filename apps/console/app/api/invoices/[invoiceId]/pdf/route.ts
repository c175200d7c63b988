import { renderInvoicePdf } from '@tollgate/services/invoices/render-invoice-pdf';
import { memberRoute } from '../../../../../server/route.ts';

/** An invoice as a PDF to keep. */
export const GET = memberRoute<{ invoiceId: string }>(async (ctx, _request, { invoiceId }) => {
  const { name, bytes } = await renderInvoicePdf(ctx, { invoiceId });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
});
