import { writeFileSync } from 'node:fs';
import { seedDemo } from '@tollgate/services/demo/seed';

const result = await seedDemo(process.env);
writeFileSync(process.env.DEMO_RESULT_FILE as string, `${JSON.stringify(result, null, 2)}\n`, {
  mode: 0o600,
});
