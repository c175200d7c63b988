import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

const Component = z
  .string()
  .regex(
    /^(?:@(?:method|authority|path|query|request-target)|[!#$%&'*+.^_`|~0-9a-z-]{1,100})$/,
    'must be @method, @authority, @path, @query, @request-target or a header in lower case',
  );

export const HmacConfig = z.strictObject({
  components: z
    .array(Component)
    .min(1, 'needs a component')
    .max(20)
    .default(['@method', '@authority', '@path', '@query', 'content-digest'])
    .describe(
      'What a signature must cover at least. content-digest is asked for only where there is a body; without it bodies are not protected.',
    ),
  maxAgeSeconds: z
    .int()
    .min(1)
    .max(3600)
    .default(300)
    .describe('How long after created a signature is accepted; its own expires may end it before.'),
  clockSkewSeconds: z
    .int()
    .min(0)
    .max(300)
    .default(30)
    .describe('How far clocks may differ when created and expires are held against the time.'),
  refuseReplays: z
    .boolean()
    .default(true)
    .describe('Whether a nonce, or without one the signature itself, is accepted only once.'),
  maxBodyBytes: z
    .int()
    .min(1)
    .max(16 * 1024 * 1024)
    .default(1024 * 1024)
    .describe('The most a signed body may have: it is held until its digest is proved.'),
});
export type HmacConfig = z.infer<typeof HmacConfig>;

/** Admits callers that sign each request with a secret that never travels. */
export const schema: PolicySchema<HmacConfig> = {
  id: 'hmac',
  phase: 'authenticate',
  title: 'HMAC signature',
  summary: 'Admits callers that sign each request with the secret of their client, by RFC 9421.',
  onDependencyDown: 'has_no_dependency',
  config: HmacConfig,
  credentialHeaders: ['signature', 'signature-input'],
};
