import { isDomainError } from '@tollgate/domain/errors';
import { PROBLEMS } from '@tollgate/domain/problem-codes';
import { renderInvoicePdf } from '@tollgate/services/invoices/render-invoice-pdf';
import { findCtx } from '../../../../../../server/session.ts';

/** An invoice as a PDF to keep. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ invoice: string }> },
): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return Response.json({ title: 'Sign in and try again' }, { status: 401 });
  try {
    const invoiceId = (await params).invoice;
    const { name, bytes } = await renderInvoicePdf(ctx, { invoiceId });
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const code = error.code === 'validation_failed' ? 'not_found' : error.code;
    const { status, title } = PROBLEMS[code];
    return Response.json({ title, status, code }, { status });
  }
}
