import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Stack = z.object({
  console: z.url(),
  portal: z.url(),
  api: z.url(),
  gateway: z.url(),
  adminToken: z.string(),
  demo: z.object({ tenant: z.string(), product: z.string(), apiKey: z.string(), request: z.url() }),
});
export type Stack = z.infer<typeof Stack>;

/** The running stack, as its `stack.json` describes it; TOLLGATE_STACK names the file. */
export function readStack(): Stack {
  const file = process.env.TOLLGATE_STACK;
  if (!file) throw new Error('TOLLGATE_STACK names no stack.json: global-setup.ts sets it');
  return Stack.parse(JSON.parse(readFileSync(file, 'utf8')));
}
