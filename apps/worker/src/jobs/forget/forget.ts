import { forgetExpired } from '@tollgate/services/maintenance/forget-expired';
import type { Job } from '../../job.ts';

/** Drops idempotency answers and sign-in counts that are past their time. */
export const forgetJob: Job = async ({ services }) => {
  await forgetExpired(services);
};
