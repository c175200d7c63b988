import { z } from 'zod';
import { readEnvironment, ServiceEnvironment } from '../environment/config.ts';

const DemoConfig = ServiceEnvironment.extend({
  /** The region that the demo's usage is shown under. */
  GATEWAY_REGION: z.string().default('local'),
  /** Where the World API answers; its document is imported from there. */
  DEMO_UPSTREAM_URL: z.url(),
  /** What the run before said; its secrets are used again. */
  DEMO_RESULT_FILE: z.string().optional(),
});
export type DemoConfig = z.infer<typeof DemoConfig>;

/** Reads what the seeder needs from an environment; throws with everything that is missing. */
export function readDemoConfig(environment: NodeJS.ProcessEnv): DemoConfig {
  return readEnvironment(DemoConfig, 'seeder', environment);
}
