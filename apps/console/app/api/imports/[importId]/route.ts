import { getApiImport } from '@tollgate/services/imports/get-api-import';
import { memberRoute } from '../../../../server/route.ts';

/** How far an import has come. */
export const GET = memberRoute<{ importId: string }>(async (ctx, _request, { importId }) =>
  Response.json(await getApiImport(ctx, { importId })),
);
