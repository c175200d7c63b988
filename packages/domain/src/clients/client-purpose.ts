import { z } from 'zod';

/** What a client does with its secret: exchange it for tokens, or sign requests with it. */
export const ClientPurpose = z.enum(['token', 'signature']);
export type ClientPurpose = z.infer<typeof ClientPurpose>;
