import { readClickHouseConfig } from './config.ts';

// Times without a zone mean UTC on a server; the engine takes the zone of its process.
process.env.TZ = 'UTC';

const config = readClickHouseConfig(process.env);
const { startClickHouseServer } = await import('./server.ts');
const server = await startClickHouseServer(config);
process.stdout.write(`ClickHouse answers on http://${config.host}:${server.port}\n`);

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), 3_000).unref();
    void server.close().then(() => process.exit(0));
  });
}
