import { registerGatewayToken } from '@tollgate/services/feed/register-gateway-token';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createContext } from './context.ts';
import { serveApp } from './serve-app.ts';

const DRAIN_MS = 5000;

const config = readConfig();
const context = createContext(config);
if (config.GATEWAY_TOKEN)
  await registerGatewayToken(context.services, 'from the environment', config.GATEWAY_TOKEN);
await context.changes.start();
const server = serveApp(createApp(context), { port: config.PORT, host: config.HOST }, (port) =>
  context.log.info({ port }, 'listening'),
);

async function stop(): Promise<void> {
  // Feeds are streams without end: they are cut when the time to drain is over.
  const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), DRAIN_MS);
  await context.changes.stop();
  server.close(async () => {
    clearTimeout(timer);
    await context.close();
    process.exit(0);
  });
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
