import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What the seeder says about the demo it made. */
export const DemoResult = z.object({
  adminToken: z.string(),
  demo: z.object({ tenant: z.string(), product: z.string(), apiKey: z.string(), request: z.string() }),
  signIns: z.array(z.object({ who: z.string(), url: z.string(), email: z.string(), password: z.string() })),
});
export type DemoResult = z.infer<typeof DemoResult>;

/** What the run before said, or undefined when there is none that can be read. */
export async function readEarlierResult(file: string | undefined): Promise<DemoResult | undefined> {
  if (!file) return undefined;
  try {
    return DemoResult.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
