import type { getRequest } from '@tollgate/services/usage/get-request';

/** One request as it was metered. */
export type RequestRow = Awaited<ReturnType<typeof getRequest>>;
