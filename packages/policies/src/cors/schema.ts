import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

const Origin = z
  .string()
  .max(300)
  .regex(
    /^(\*|https?:\/\/[a-z0-9.-]+(:\d{1,5})?)$/,
    'must be "*" or an origin such as https://app.example.com',
  );
const HeaderName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'must be a header name');

export const CorsConfig = z
  .strictObject({
    origins: z.array(Origin).min(1).max(100).describe('Origins whose pages may call, or "*" for all.'),
    headers: z
      .array(HeaderName)
      .max(50)
      .default(['authorization', 'content-type', 'x-api-key'])
      .describe('Request headers a page may send.'),
    exposedHeaders: z
      .array(HeaderName)
      .max(50)
      .default(['ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'])
      .describe('Response headers a page may read.'),
    credentials: z.boolean().default(false).describe('Whether pages may send cookies.'),
    maxAgeSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .default(600)
      .describe('For how long a browser may keep the answer to a preflight.'),
  })
  .refine((config) => !(config.credentials && config.origins.includes('*')), {
    path: ['credentials'],
    message: 'cookies need named origins instead of "*"',
  });
export type CorsConfig = z.infer<typeof CorsConfig>;

/** Lets browser pages of other origins call the API. */
export const schema: PolicySchema<CorsConfig> = {
  id: 'cors',
  phase: 'access',
  title: 'CORS',
  summary: 'Lets pages of other origins call, and answers their preflights without a key.',
  onDependencyDown: 'has_no_dependency',
  config: CorsConfig,
};
