import { z } from 'zod';

const Url = z.url();

const DemoConfig = z.object({
  DATABASE_URL: Url,
  SYSTEM_DATABASE_URL: Url,
  CLICKHOUSE_URL: Url,
  API_URL: Url,
  CONSOLE_URL: Url,
  PORTAL_URL: Url,
  GATEWAY_URL: Url,
  GATEWAY_PATH_ROUTING: z.stringbool().default(false),
  ALLOWED_PRIVATE_UPSTREAMS: z.string().default(''),
  GATEWAY_REGION: z.string().default('local'),
  /** Where the World API answers; its document is imported from there. */
  DEMO_UPSTREAM_URL: Url,
  /** What the run before said; its secrets are used again. */
  DEMO_RESULT_FILE: z.string().optional(),
});
export type DemoConfig = z.infer<typeof DemoConfig>;

/** Reads what the seeder needs from an environment; throws with everything that is missing. */
export function readDemoConfig(environment: NodeJS.ProcessEnv): DemoConfig {
  return DemoConfig.parse(environment);
}
