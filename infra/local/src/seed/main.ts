import { writeFileSync } from 'node:fs';
import { DemoResult } from './demo-result.ts';

const { seedDemo } = await import('@tollgate/services/demo/seed');
const result = DemoResult.parse(await seedDemo(process.env));
writeFileSync(process.env.DEMO_RESULT_FILE as string, `${JSON.stringify(result, null, 2)}\n`, {
  mode: 0o600,
});
process.exit(0);
