import { join } from 'node:path';
import type { LocalConfig } from '../config.ts';
import type { LocalSecrets } from '../secrets/secrets.ts';
import type { StoreUrls } from './stores.ts';

type ProcessName = 'demo' | 'api' | 'worker' | 'gateway' | 'console' | 'portal' | 'seed';
export type Environments = Record<ProcessName, Record<string, string>>;

// What a process may have from the person's own environment; all else is given on purpose.
const PASSED_ON = [
  'PATH',
  'HOME',
  'USER',
  'TMPDIR',
  'LANG',
  'NO_COLOR',
  'LOG_LEVEL',
  'SMTP_URL',
  'MAIL_FROM',
  'WORKER_CONCURRENCY',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'GATEWAY_REGION',
  'GATEWAY_NAME',
  'GATEWAY_TRUSTED_HOPS',
  'GATEWAY_TLS_PORT',
  'GATEWAY_TLS_DIR',
  'GATEWAY_TLS_CLIENT_CERTIFICATES',
  'GATEWAY_DRAIN_MS',
  'GATEWAY_SPOOL_SYNC_MS',
  'GATEWAY_SPOOL_MAX_BYTES',
  'GATEWAY_METRICS_TENANTS',
  'GATEWAY_ACCESS_LOG',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_TRACES_SAMPLER_ARG',
  'GATEWAY_CACHE_MAX_BYTES',
];

/** Public addresses of a local stack. */
export function publicUrls({ ports }: LocalConfig) {
  const url = (port: number) => `http://127.0.0.1:${port}`;
  return {
    console: url(ports.console),
    portal: url(ports.portal),
    api: url(ports.api),
    gateway: url(ports.gateway),
    demo: url(ports.demo),
  };
}

/** The environment of each process: only what that process reads. */
export function createEnvironments(
  config: LocalConfig,
  secrets: LocalSecrets,
  stores: StoreUrls,
): Environments {
  const urls = publicUrls(config);
  const { ports } = config;
  const base = baseEnvironment(config);
  const redis: Record<string, string> = stores.redisUrl ? { REDIS_URL: stores.redisUrl } : {};
  const control = { ...base, ...controlEnvironment(config, secrets, stores) };
  const next = (port: number, url: string) => ({
    ...control,
    PORT: String(port),
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: secrets.authSecret,
    NEXT_TELEMETRY_DISABLED: '1',
  });
  const region = base.GATEWAY_REGION ?? 'local';
  return {
    demo: { ...base, PORT: String(ports.demo) },
    api: { ...control, ...redis, PORT: String(ports.api), GATEWAY_TOKEN: secrets.gatewayToken },
    worker: { ...control, ...redis, MAIL_DIR: join(config.dataDir, 'mail') },
    gateway: {
      ...base,
      ...redis,
      PORT: String(ports.gateway),
      ADMIN_PORT: String(ports.gatewayAdmin),
      // Less than what a process gets to end before it is killed.
      GATEWAY_DRAIN_MS: base.GATEWAY_DRAIN_MS ?? '4000',
      CLICKHOUSE_URL: stores.clickhouseUrl,
      FEED_URL: urls.api,
      GATEWAY_TOKEN: secrets.gatewayToken,
      ENCRYPTION_KEY: secrets.encryptionKey,
      GATEWAY_DATA_DIR: join(config.dataDir, 'gateway'),
      GATEWAY_REGION: region,
      GATEWAY_WORKERS: String(config.gatewayWorkers),
      GATEWAY_PATH_ROUTING: 'true',
      ALLOWED_PRIVATE_UPSTREAMS: control.ALLOWED_PRIVATE_UPSTREAMS,
    },
    console: next(ports.console, urls.console),
    portal: next(ports.portal, urls.portal),
    seed: { ...control, GATEWAY_REGION: region, DEMO_UPSTREAM_URL: urls.demo },
  };
}

function baseEnvironment(config: LocalConfig): Record<string, string> {
  const base: Record<string, string> = {
    HOST: '127.0.0.1',
    TZ: 'UTC',
    // Compiled and stripped code is kept, so that the next start has less to do.
    NODE_COMPILE_CACHE: join(config.dataDir, 'compile-cache'),
  };
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value) base[name] = value;
  }
  return base;
}

/** What everything on this side of the feed reads. */
function controlEnvironment(config: LocalConfig, secrets: LocalSecrets, stores: StoreUrls) {
  const urls = publicUrls(config);
  const demo = config.ports.demo;
  return {
    API_URL: urls.api,
    CONSOLE_URL: urls.console,
    PORTAL_URL: urls.portal,
    GATEWAY_URL: urls.gateway,
    GATEWAY_PATH_ROUTING: 'true',
    ALLOWED_PRIVATE_UPSTREAMS: `127.0.0.1:${demo},localhost:${demo}`,
    DATABASE_URL: stores.appUrl,
    SYSTEM_DATABASE_URL: stores.systemUrl,
    CLICKHOUSE_URL: stores.clickhouseUrl,
    AUTH_SECRET: secrets.authSecret,
    ENCRYPTION_KEY: secrets.encryptionKey,
  };
}
