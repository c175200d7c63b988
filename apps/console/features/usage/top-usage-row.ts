import type { getTopUsage } from '@tollgate/services/usage/get-top-usage';

/** One value of a dimension with its usage and its name. */
export type TopUsageRow = Awaited<ReturnType<typeof getTopUsage>>['data'][number];
