import { z } from 'zod';
import type { PolicySchema } from '../policy.ts';

const TypePattern = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z0-9!#$&^_.+-]+\/(?:\*|\*\+[A-Za-z0-9]+|[A-Za-z0-9!#$&^_.+-]+)$/,
    'must be a media type such as application/json, text/* or application/*+json',
  )
  .transform((type) => type.toLowerCase())
  .refine((type) => type !== 'text/event-stream', 'streams of events are passed on as they come');

export const CompressConfig = z.strictObject({
  encodings: z
    .array(z.enum(['br', 'gzip', 'zstd']))
    .min(1)
    .default(['zstd', 'br', 'gzip'])
    .refine((encodings) => new Set(encodings).size === encodings.length, 'must name each but once')
    .describe('Encodings to choose from (zstd, br, gzip), the best first; callers say which they take.'),
  contentTypes: z
    .array(TypePattern)
    .min(1)
    .max(50)
    .default([
      'text/*',
      'application/json',
      'application/*+json',
      'application/xml',
      'application/*+xml',
      'application/javascript',
      'application/x-ndjson',
      'image/svg+xml',
    ])
    .describe(
      'Media types that are compressed; text/* takes all of text, application/*+json all with that ending.',
    ),
  minBytes: z
    .int()
    .min(0)
    .max(1_048_576)
    .default(1024)
    .describe('Answers with fewer bytes are passed on as they are.'),
});
export type CompressConfig = z.infer<typeof CompressConfig>;

/** Compresses answers for callers who take that. */
export const schema: PolicySchema<CompressConfig> = {
  id: 'compress',
  phase: 'encode',
  title: 'Compression',
  summary: 'Compresses answers that the upstream sends plain, by zstd, Brotli or gzip, as the caller takes.',
  onDependencyDown: 'has_no_dependency',
  config: CompressConfig,
};
