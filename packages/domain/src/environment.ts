import { z } from 'zod';

/** Where keys, traffic and usage belong. Only `live` is invoiced. */
export const Environment = z.enum(['live', 'test']);
export type Environment = z.infer<typeof Environment>;
