'use server';

import { purgeCache as purge } from '@tollgate/services/api-versions/purge-cache';
import { commandAction } from '../../../server/action.ts';

/** Ends what gateways keep of a version's answers. */
export const purgeCache = commandAction(async (ctx, apiVersionId: string) => {
  await purge(ctx, { apiVersionId });
});
