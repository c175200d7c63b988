import { runApiImport } from '@tollgate/services/imports/run-api-import';
import { z } from 'zod';
import type { Job } from '../../job.ts';

const Payload = z.object({ tenantId: z.string(), importId: z.string() });

/** Reads a queued OpenAPI document and stores it as an API version. */
export const importApiJob: Job = async ({ services }, payload) => {
  await runApiImport(services, Payload.parse(payload));
};
