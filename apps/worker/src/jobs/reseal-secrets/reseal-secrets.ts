import { resealSecrets } from '@tollgate/services/maintenance/reseal-secrets';
import type { Job } from '../../job.ts';

/** Seals anew what an older ENCRYPTION_KEY sealed. */
export const resealSecretsJob: Job = async ({ services, log }) => {
  const { done, failed } = await resealSecrets(services);
  if (done > 0) log.info({ done }, 'sealed secrets anew');
  if (failed > 0) log.error({ failed }, 'secrets cannot be opened: a key is missing in ENCRYPTION_KEY');
};
