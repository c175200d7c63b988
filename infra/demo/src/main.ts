import { readDemoConfig } from './config.ts';
import { startDemo } from './start-demo.ts';

const demo = await startDemo(readDemoConfig());
process.stdout.write(`The World API answers on ${demo.url}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void demo.close().then(() => process.exit(0)));
}
