import { readClickHouseConfig } from './config.ts';

// Times without a zone mean UTC on a server; the engine takes the zone of its process.
process.env.TZ = 'UTC';

try {
  const config = readClickHouseConfig(process.env);
  const { startClickHouseServer } = await import('./server.ts');
  const server = await startClickHouseServer(config);
  process.stdout.write(`ClickHouse answers on http://${config.host}:${server.port}\n`);
  endOnSignal(server.close);
} catch (error) {
  process.stderr.write(`ClickHouse cannot start: ${(error as Error).message}\n`);
  process.exit(1);
}

function endOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      // A long query cannot be interrupted; what was acknowledged is on disk already.
      setTimeout(() => process.exit(0), 2_000).unref();
      void close().then(() => process.exit(0));
    });
  }
}
