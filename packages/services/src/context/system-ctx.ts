import { newId } from '@tollgate/domain/ids';
import type { Ctx, Services } from './ctx.ts';

/** The ctx of a job of ours that works for one tenant. */
export function systemCtx(services: Services, tenantId: string, job: string): Ctx {
  return { ...services, tenantId, actor: { kind: 'system', name: job }, requestId: newId('request') };
}
