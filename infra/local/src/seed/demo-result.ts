import { z } from 'zod';

/** What the seeder says about the demo it made; kept in the data folder. */
export const DemoResult = z.object({
  adminToken: z.string().min(1),
  demo: z.object({
    tenant: z.string().min(1),
    product: z.string().min(1),
    apiKey: z.string().min(1),
    /** A URL that answers 200 with the key. */
    request: z.url(),
  }),
  signIns: z.array(z.object({ who: z.string(), url: z.string(), email: z.string(), password: z.string() })),
});

export type DemoResult = z.infer<typeof DemoResult>;
