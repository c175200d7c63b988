import { createHash, randomBytes } from 'node:crypto';
import type { CounterStore } from '@tollgate/counters/counter-store';
import { InProcessCounterStore } from '@tollgate/counters/in-process-counter-store';
import { RedisCounterStore } from '@tollgate/counters/redis-counter-store';
import {
  type ConnectionLimits,
  DEFAULT_CONNECTION_LIMITS,
} from '@tollgate/domain/upstreams/connection-limits';
import { AnswerStore } from '@tollgate/policies/cache/answer-store';
import type { Logger } from 'pino';
import { JwksCache } from './authentication/jwks-cache.ts';
import { JwksFiles } from './authentication/jwks-files.ts';
import { createJwksReader } from './authentication/read-jwks.ts';
import { BalancerBook } from './balancing/balancer-book.ts';
import type { GatewayConfig } from './config.ts';
import { CustomThreads } from './custom/custom-threads.ts';
import { AdmissionBook } from './limits/admission-book.ts';
import { Spool } from './metering/spool.ts';
import { recoverSpool } from './metering/spool-files.ts';
import { LineMaker } from './metering/usage-line.ts';
import { TrafficCounts } from './metrics/traffic-counts.ts';
import { MirrorBook } from './mirroring/mirror-book.ts';
import { AccessLog } from './pipeline/accounting/access-log.ts';
import { createPolicyCompiler } from './pipeline/compile-policies.ts';
import { OpenStreams } from './pipeline/open-streams.ts';
import { BodyBudget } from './pipeline/phases/body-budget.ts';
import type { PipelineContext } from './pipeline/pipeline-context.ts';
import { PolicyEngine } from './pipeline/policy-engine.ts';
import { traceContext, unsampledTraceContext } from './pipeline/trace-context.ts';
import { slotFolders } from './process/folders.ts';
import { Configuration } from './snapshot/configuration.ts';
import { DiskStore } from './snapshot/disk-store.ts';
import { createSecretOpener } from './snapshot/secrets/open-secret.ts';
import { UpstreamPools } from './upstream/upstream-pools.ts';

/** Everything one worker is made of. */
export interface WorkerContext {
  readonly bootId: string;
  readonly gatewayId: string;
  readonly pipeline: PipelineContext;
  readonly book: AdmissionBook;
  readonly pools: UpstreamPools;
  readonly store: CounterStore;
  readonly diskStore: DiskStore;
  readonly jwks: JwksCache;
  readonly customModules: CustomThreads;
  readonly jwksReader: { close(): Promise<void> };
}

/** What bodies that policies see whole may take of a worker's memory. */
const POLICY_BODY_BYTES = 64 * 1024 * 1024;
/** What compressing answers may take of it; beyond, they are sent plain. */
const ENCODER_BYTES = 64 * 1024 * 1024;
const UPSTREAM_HEAD_BYTES = 65_536;
/** Each takes some hundred bytes besides what it holds. */
const MOST_CACHED_ANSWERS = 50_000;

/** Puts a worker together; nothing listens or connects upstream yet. */
export function createWorkerContext(
  config: GatewayConfig,
  logger: Logger,
  connectionLimits: ConnectionLimits = DEFAULT_CONNECTION_LIMITS,
): WorkerContext {
  const folders = slotFolders(config.dataFolder, config.slot);
  const gatewayId = `${config.name}-${config.slot}`;
  const bootId = `${Date.now().toString(36)}${randomBytes(4).toString('hex')}`;
  const recovered = recoverSpool(folders.spool);
  if (recovered > 0) logger.warn({ segments: recovered }, 'usage of a worker that died was recovered');
  const { spool: folder } = folders;
  const spool = new Spool({ folder, gatewayId, bootId, logger, fsyncIntervalMs: config.spoolSyncMs });
  const store = createStore(config, folders.countsFile, logger);
  const diskStore = new DiskStore(folders.configuration);
  const jwksReader = createJwksReader(config.allowedPrivateUpstreams);
  const jwks = new JwksCache({
    read: jwksReader.read,
    store: new JwksFiles(folders.issuerKeys),
    logger,
  });
  const customModules = new CustomThreads({ folder: config.customPoliciesFolder, logger });
  const configuration: Configuration = new Configuration({
    store: diskStore,
    openSecret: createSecretOpener(config.sealing),
    compilePolicies: createPolicyCompiler({
      findKey: (token) => configuration.current?.findKey(token),
      isKnown: (token) => configuration.current?.isKnown(token) === true,
      isComplete: () => configuration.isComplete,
      workers: config.workers,
      slot: config.slot,
      customModules,
      jwks,
      findCertificate: (tenantId, fingerprint) =>
        configuration.current?.certificates.find(tenantId, fingerprint),
      findClient: (id) => configuration.current?.clients.get(id),
      findSigner: (id) => configuration.current?.signers.get(id),
      findSigningKey: (id) => configuration.current?.signingKeys.get(id),
    }),
    logger,
  });
  const book = new AdmissionBook({ store, workers: config.workers });
  const pools = createPools(config, connectionLimits);
  const pipeline: PipelineContext = {
    configuration,
    routing: { domain: config.domain, isPathRouting: config.isPathRouting },
    engine: new PolicyEngine(logger),
    bodies: new BodyBudget(POLICY_BODY_BYTES),
    encoders: new BodyBudget(ENCODER_BYTES),
    answers: new AnswerStore({ maxBytes: config.cacheMaxBytes, maxEntries: MOST_CACHED_ANSWERS }),
    book,
    pools,
    ...{ balancers: new BalancerBook(), mirrors: new MirrorBook() },
    spool,
    streams: new OpenStreams(configuration),
    traffic: new TrafficCounts(config.metricsTenants),
    accessLog: createAccessLog(config),
    lines: new LineMaker(config.region, gatewayId),
    startTrace: config.tracing ? unsampledTraceContext : traceContext,
    trustedHops: config.trustedHops,
    pseudonym: `tollgate-${createHash('sha256').update(config.feedUrl).digest('hex').slice(0, 12)}`,
    docsUrl: config.docsUrl,
    logger,
  };
  return { bootId, gatewayId, pipeline, book, pools, store, diskStore, jwks, customModules, jwksReader };
}

function createPools(
  { allowedPrivateUpstreams: allowedPrivateHosts }: GatewayConfig,
  connectionLimits: ConnectionLimits,
): UpstreamPools {
  return new UpstreamPools({ allowedPrivateHosts, connectionLimits, headBytes: UPSTREAM_HEAD_BYTES });
}

function createAccessLog({ accessLogRatio: ratio, slot }: GatewayConfig): AccessLog | null {
  return ratio === 0 ? null : new AccessLog({ ratio, part: `gateway worker ${slot}` });
}

function createStore(config: GatewayConfig, countsFile: string, logger: Logger): CounterStore {
  if (config.redisUrl === null) return new InProcessCounterStore({ file: countsFile });
  return new RedisCounterStore({
    url: config.redisUrl,
    onStateChange: ({ isHealthy, reason }) => {
      if (isHealthy) logger.info('Redis answers');
      else logger.warn({ reason }, 'Redis does not answer: limits are kept by share');
    },
  });
}
