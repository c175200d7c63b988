import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

export const MtlsConfig = z.strictObject({});
export type MtlsConfig = z.infer<typeof MtlsConfig>;

/** Admits callers that show a certificate of an app when they connect. */
export const schema: PolicySchema<MtlsConfig> = {
  id: 'mtls',
  phase: 'authenticate',
  title: 'Client certificate',
  summary: 'Admits callers that connect by TLS with a certificate registered for their app.',
  onDependencyDown: 'has_no_dependency',
  config: MtlsConfig,
};
