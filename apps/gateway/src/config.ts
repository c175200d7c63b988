import { hostname } from 'node:os';
import { OptionalSealingKeys, type SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { z } from 'zod';

const Port = z.coerce.number().int().min(0).max(65_535);
const Count = (max: number) => z.coerce.number().int().min(1).max(max);
const OptionalText = z
  .string()
  .optional()
  .transform((text) => text || null);
const Flag = z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1');

/** Names and values in turn; null when they are not as they should be. */
function readHeaders(text: string): string[] | null {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  const found = parts.map((part) => /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=([\x21-\x7e ]*)$/.exec(part));
  if (found.includes(null)) return null;
  try {
    return found.flatMap((match) => [match?.[1] ?? '', decodeURIComponent(match?.[2]?.trim() ?? '')]);
  } catch {
    return null;
  }
}

/** Every setting of the gateway; each is an environment variable. */
const Environment = z.object({
  /** Where API traffic comes in. */
  PORT: Port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** Where health and state are asked for; one above PORT by default. */
  ADMIN_PORT: Port.optional(),
  /** Where API traffic over TLS comes in; needs GATEWAY_TLS_DIR. */
  GATEWAY_TLS_PORT: z
    .literal('')
    .transform(() => undefined)
    .or(Port)
    .optional(),
  /** Holds `<host>/cert.pem` and `<host>/key.pem`; a host may be `*.` and a domain, or `default`. */
  GATEWAY_TLS_DIR: OptionalText,
  /** Whether clients are asked for a certificate when they connect by TLS, as the policy mtls needs. */
  GATEWAY_TLS_CLIENT_CERTIFICATES: Flag.default(false),
  /** What this gateway shows the control plane: a token that starts with tg_gw_. */
  GATEWAY_TOKEN: z.string().min(1, 'is needed to read the feed'),
  /** Base address of the control plane's feed. */
  FEED_URL: z.url(),
  /** Public address of the API, whose /problems pages explain each problem; FEED_URL when not set. */
  API_URL: OptionalText,
  /** Configuration, usage spool and counts are kept here. */
  GATEWAY_DATA_DIR: z.string().min(1),
  /** The folder of modules that custom policies run; without it there are none. */
  GATEWAY_CUSTOM_POLICIES_DIR: OptionalText,
  GATEWAY_REGION: z.string().max(50).default('local'),
  /** The name people see; that of the machine by default. */
  GATEWAY_NAME: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,80}$/, 'must be letters, digits, ".", "_" or "-"')
    .default(hostname().replace(/[^A-Za-z0-9._-]/g, '-')),
  /** Worker processes, one a core. */
  GATEWAY_WORKERS: Count(64).default(1),
  /** Whether the first path segment names the tenant. */
  GATEWAY_PATH_ROUTING: Flag.default(false),
  /** Tenants answer at <slug>.<this domain>. */
  GATEWAY_DOMAIN: OptionalText,
  /** Proxies of ours in front, whose X-Forwarded-For is believed. */
  GATEWAY_TRUSTED_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  /** Comma list of host:port that upstreams may be at although private. */
  ALLOWED_PRIVATE_UPSTREAMS: z.string().default(''),
  /** Opens the secrets in the configuration; without it what needs one is not activated. */
  ENCRYPTION_KEY: OptionalSealingKeys,
  /** Where usage goes, database in the path; without it usage waits in the spool. */
  CLICKHOUSE_URL: OptionalText,
  /** Counts limits for all gateways of the region; without it each counts by itself. */
  REDIS_URL: OptionalText,
  /** Milliseconds that requests under way may take after SIGTERM. */
  GATEWAY_DRAIN_MS: Count(600_000).default(6000),
  /** Milliseconds between two syncs of the usage spool to disk; 0 syncs each write. */
  GATEWAY_SPOOL_SYNC_MS: z.coerce.number().int().min(0).max(60_000).default(50),
  /** Usage that waits for ClickHouse may take this many bytes; beyond, billable routes answer 503. */
  GATEWAY_SPOOL_MAX_BYTES: Count(10 ** 15).default(20_000_000_000),
  /** Tenants that metrics tell apart, the first ones with traffic; all others are one. */
  GATEWAY_METRICS_TENANTS: z.coerce.number().int().min(0).max(1000).default(100),
  /** Answers that the cache policy keeps may take this many bytes of each worker's memory. */
  GATEWAY_CACHE_MAX_BYTES: Count(2 ** 36).default(67_108_864),
  /** Base address of an OpenTelemetry collector that takes OTLP over HTTP; without it nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .literal('')
    .or(z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' }))
    .optional()
    .transform((text) => text || null),
  /** Sent to the collector: name=value, with commas between and values percent-encoded. */
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .default('')
    .transform(readHeaders)
    .refine((headers) => headers !== null, 'must be name=value, with commas between'),
  /** Of requests whose caller decides nothing, the part that is traced: 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.01),
  /** The part of requests that get a line in the log: 0 to 1. */
  GATEWAY_ACCESS_LOG: z.coerce.number().min(0).max(1).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Which worker this process is; set by the supervisor. */
  GATEWAY_SLOT: z.coerce.number().int().min(0).max(63).default(0),
});

export interface TlsConfig {
  port: number;
  folder: string;
  asksForCertificates: boolean;
}

/** Where traces go. */
export interface TracingConfig {
  readonly endpoint: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly ratio: number;
}

export interface GatewayConfig {
  port: number;
  /** Null when there is no TLS here. */
  tls: TlsConfig | null;
  host: string;
  adminPort: number;
  gatewayToken: string;
  feedUrl: string;
  docsUrl: string;
  dataFolder: string;
  customPoliciesFolder: string | null;
  region: string;
  name: string;
  workers: number;
  isPathRouting: boolean;
  domain: string | null;
  trustedHops: number;
  allowedPrivateUpstreams: ReadonlySet<string>;
  sealing: SealingKeys | null;
  clickhouseUrl: string | null;
  redisUrl: string | null;
  drainMs: number;
  spoolSyncMs: number;
  spoolMaxBytes: number;
  metricsTenants: number;
  accessLogRatio: number;
  /** Null when nothing is traced. */
  tracing: TracingConfig | null;
  cacheMaxBytes: number;
  logLevel: string;
  slot: number;
}

/** Reads the environment; throws one error that names every variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  const result = Environment.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The gateway cannot start: ${problems.join('; ')}.`);
  }
  const values = result.data;
  if (values.GATEWAY_WORKERS > 1 && values.REDIS_URL === null) {
    throw new Error(
      'The gateway cannot start: GATEWAY_WORKERS above 1 needs REDIS_URL, so that limits are counted together.',
    );
  }
  return {
    port: values.PORT,
    tls: tlsConfig(values.GATEWAY_TLS_PORT, values.GATEWAY_TLS_DIR, values.GATEWAY_TLS_CLIENT_CERTIFICATES),
    host: values.HOST,
    adminPort: values.ADMIN_PORT ?? (values.PORT === 0 ? 0 : values.PORT + 1),
    gatewayToken: values.GATEWAY_TOKEN,
    feedUrl: values.FEED_URL,
    docsUrl: `${(values.API_URL ?? values.FEED_URL).replace(/\/+$/, '')}/problems`,
    dataFolder: values.GATEWAY_DATA_DIR,
    customPoliciesFolder: values.GATEWAY_CUSTOM_POLICIES_DIR,
    region: values.GATEWAY_REGION,
    name: values.GATEWAY_NAME,
    workers: values.GATEWAY_WORKERS,
    isPathRouting: values.GATEWAY_PATH_ROUTING,
    domain: values.GATEWAY_DOMAIN?.toLowerCase() ?? null,
    trustedHops: values.GATEWAY_TRUSTED_HOPS,
    allowedPrivateUpstreams: new Set(values.ALLOWED_PRIVATE_UPSTREAMS.split(',').map((part) => part.trim())),
    sealing: values.ENCRYPTION_KEY ?? null,
    clickhouseUrl: values.CLICKHOUSE_URL,
    redisUrl: values.REDIS_URL,
    drainMs: values.GATEWAY_DRAIN_MS,
    spoolSyncMs: values.GATEWAY_SPOOL_SYNC_MS,
    spoolMaxBytes: values.GATEWAY_SPOOL_MAX_BYTES,
    metricsTenants: values.GATEWAY_METRICS_TENANTS,
    accessLogRatio: values.GATEWAY_ACCESS_LOG,
    tracing:
      values.OTEL_EXPORTER_OTLP_ENDPOINT === null
        ? null
        : {
            endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
            headers: values.OTEL_EXPORTER_OTLP_HEADERS ?? [],
            ratio: values.OTEL_TRACES_SAMPLER_ARG,
          },
    cacheMaxBytes: values.GATEWAY_CACHE_MAX_BYTES,
    logLevel: values.LOG_LEVEL,
    slot: values.GATEWAY_SLOT,
  };
}

function tlsConfig(
  port: number | undefined,
  folder: string | null,
  asksForCertificates: boolean,
): TlsConfig | null {
  if (port === undefined && folder === null) return null;
  if (port === undefined || folder === null) {
    throw new Error(
      'The gateway cannot start: GATEWAY_TLS_PORT and GATEWAY_TLS_DIR are set together or not at all.',
    );
  }
  return { port, folder, asksForCertificates };
}

/** The environment of a process of this gateway: this one's, and its slot. */
export function childEnvironment(slot = 0): NodeJS.ProcessEnv {
  return { ...process.env, GATEWAY_SLOT: String(slot) };
}
