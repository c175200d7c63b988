import { z } from 'zod';

const Environment = z.object({
  /** Where to listen. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
});

/** Settings of the demo upstream; throws with every problem at once. */
export function readDemoConfig(env: NodeJS.ProcessEnv = process.env): { host: string; port: number } {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`The demo upstream cannot start.\n${z.prettifyError(parsed.error)}`);
  return { host: parsed.data.HOST, port: parsed.data.PORT };
}
