import { createAnalytics } from '@tollgate/analytics/client';
import { MAX_ROUTE_PROBLEMS } from '@tollgate/domain/snapshot';
import type { ConnectionLimits } from '@tollgate/domain/upstreams/connection-limits';
import type { Logger } from 'pino';
import { issuerProblems } from '../authentication/issuer-problems.ts';
import { HealthChecker } from '../balancing/health/health-checker.ts';
import { createProber } from '../balancing/health/probe-target.ts';
import type { GatewayConfig } from '../config.ts';
import { createWorkerContext, type WorkerContext } from '../context.ts';
import { moduleProblems } from '../custom/module-problems.ts';
import { asksForExplanation, Explainer } from '../explain/explainer.ts';
import type { ExplanationOutbox } from '../explain/explanation-outbox.ts';
import type { ExchangeHandler } from '../http/exchange.ts';
import { DEFAULT_HTTP_LIMITS, type HttpLimits } from '../http/limits.ts';
import { type ListenerOptions, listenForHttp } from '../http/listener.ts';
import { QuotaRestorer } from '../limits/quota-restorer.ts';
import { measureSpool, type SpoolSize } from '../metering/measure-spool.ts';
import { collectSamples } from '../metrics/collect-samples.ts';
import type { Sample } from '../metrics/metric-definitions.ts';
import { ProcessVitals } from '../metrics/process-vitals.ts';
import { RequestRun } from '../pipeline/request-run.ts';
import { slotFolders } from '../process/folders.ts';
import type { WorkerStatus } from '../process/messages.ts';
import { GATEWAY_VERSION } from '../process/version.ts';
import { FeedFollower } from '../snapshot/feed-follower.ts';
import { Reporter } from '../snapshot/reporter.ts';
import { startTls } from '../tls/start-tls.ts';
import { SpanExporter } from '../tracing/span-exporter.ts';
import { Tracer } from '../tracing/tracer.ts';
import { upstreamProblems } from '../upstream/upstream-problems.ts';
import { workerStatus } from './worker-status.ts';

/** A worker that serves. */
export interface Worker {
  readonly port: number;
  /** Null without TLS. */
  readonly tlsPort: number | null;
  status(): WorkerStatus;
  samples(): Sample[];
  /** Takes no more requests, finishes those under way, closes the spool and gives back what was leased. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  httpLimits?: Partial<HttpLimits>;
  /** For upstreams that say nothing else. */
  connectionLimits?: ConnectionLimits;
  /** A feed that is not there is asked again after this long at first. */
  firstRetryMs?: number;
  lookAtCertificatesEveryMs?: number;
}

const MEASURE_EVERY_MS = 1000;

/** Starts a worker: configuration from disk, then the listener, then the feed. */
export async function startWorker(
  config: GatewayConfig,
  logger: Logger,
  options: WorkerOptions = {},
): Promise<Worker> {
  const context = createWorkerContext(config, logger, options.connectionLimits);
  const { pipeline } = context;
  const { configuration } = pipeline;
  await configuration.loadFromDisk();
  const follower = new FeedFollower({
    feedUrl: config.feedUrl,
    token: config.gatewayToken,
    configuration,
    logger,
    ...(options.firstRetryMs === undefined ? {} : { firstRetryMs: options.firstRetryMs }),
  });
  const meter = createSpoolMeter(config, context);
  const explainer = new Explainer({ context: pipeline, gateway: context.gatewayId, region: config.region });
  const reporter = createReporter(config, context, logger, meter.size, explainer.outbox);
  const tracer = createTracer(config, context, logger);
  const listening: ListenerOptions = {
    port: config.port,
    host: config.host,
    reusePort: config.workers > 1,
    docsUrl: config.docsUrl,
    limits: { ...DEFAULT_HTTP_LIMITS, ...options.httpLimits },
    handler: createHandler(context, explainer, tracer),
  };
  const listener = await listenForHttp(listening);
  const tls =
    config.tls && (await startTls(config.tls, listening, logger, options.lookAtCertificatesEveryMs));
  configuration.onChanged = () => void reporter.report();
  const restorer = createRestorer(config, context, logger);
  const checker = createChecker(context, logger);
  follower.start();
  reporter.start();
  restorer?.start();
  checker.start();
  const vitals = new ProcessVitals();
  const status = () => workerStatus(config, context, meter.size(), follower, tls);
  return {
    port: listener.port,
    tlsPort: tls?.port ?? null,
    status,
    samples: () => {
      const process = `worker ${config.slot}`;
      return [...vitals.samples(process), ...collectSamples(context, status(), process, tracer)];
    },
    stop: async () => {
      await Promise.all([listener.drain(config.drainMs), tls?.drain(config.drainMs)]);
      meter.stop();
      vitals.stop();
      await Promise.all([tracer?.exporter.close(), pipeline.accessLog?.close()]);
      reporter.stop();
      checker.stop();
      await restorer?.stop();
      await follower.stop();
      pipeline.streams.close();
      await context.pools.close();
      await context.book.close();
      pipeline.spool.close();
      await context.store.close();
      await context.diskStore.close();
      await context.jwksReader.close();
      context.customModules.close();
    },
  };
}

// One worker a gateway is enough: the counters are shared.
function createRestorer(config: GatewayConfig, context: WorkerContext, logger: Logger): QuotaRestorer | null {
  if (config.slot !== 0 || config.clickhouseUrl === null) return null;
  const { pipeline, store } = context;
  return new QuotaRestorer({
    index: () => pipeline.configuration.current,
    analytics: createAnalytics({ url: config.clickhouseUrl, maxConnections: 2 }),
    store,
    logger,
  });
}

function createChecker({ pipeline, pools }: WorkerContext, logger: Logger): HealthChecker {
  return new HealthChecker({
    index: () => pipeline.configuration.current,
    book: pipeline.balancers,
    probe: createProber(pools),
    logger,
  });
}

function createSpoolMeter(config: GatewayConfig, { pipeline }: WorkerContext) {
  const { spool } = slotFolders(config.dataFolder, config.slot);
  let size: SpoolSize = measureSpool(spool);
  const timer = setInterval(() => {
    size = measureSpool(spool);
    pipeline.spool.isFull = size.bytes > config.spoolMaxBytes;
  }, MEASURE_EVERY_MS).unref();
  return { size: () => size, stop: () => clearInterval(timer) };
}

function createReporter(
  config: GatewayConfig,
  context: WorkerContext,
  logger: Logger,
  size: () => SpoolSize,
  outbox: ExplanationOutbox,
): Reporter {
  const reporter = new Reporter({
    feedUrl: config.feedUrl,
    token: config.gatewayToken,
    logger,
    makeReport: () => {
      const explanations = outbox.next();
      const report = makeReport(config, context, size());
      return explanations.length === 0 ? report : { ...report, explanations };
    },
    onTaken: ({ explanations = [] }) => outbox.remove(explanations),
  });
  outbox.onAdded = () => void reporter.report();
  return reporter;
}

function createTracer(
  { tracing, region }: GatewayConfig,
  { pipeline, gatewayId }: WorkerContext,
  logger: Logger,
): Tracer | null {
  if (tracing === null) return null;
  const place = { gateway: gatewayId, region };
  const exporter = new SpanExporter({ ...tracing, ...place, version: GATEWAY_VERSION, logger });
  return new Tracer({ ...place, context: pipeline, exporter, ratio: tracing.ratio });
}

function createHandler(
  { pipeline }: WorkerContext,
  explainer: Explainer,
  tracer: Tracer | null,
): ExchangeHandler {
  return (exchange) => {
    pipeline.traffic.onStart();
    if (asksForExplanation(exchange.head)) explainer.handle(exchange);
    else if (tracer !== null) tracer.handle(exchange);
    else new RequestRun(pipeline, exchange).start();
  };
}

function makeReport(config: GatewayConfig, context: WorkerContext, size: SpoolSize) {
  const { pools, pipeline } = context;
  const { configuration } = pipeline;
  const routeProblems = [
    ...upstreamProblems(pools, configuration.current),
    ...issuerProblems(context.jwks.problems(), configuration.current),
    ...moduleProblems(context.customModules.problems(), configuration.current),
  ].slice(0, MAX_ROUTE_PROBLEMS);
  return {
    gatewayName: context.gatewayId,
    region: config.region,
    bootId: context.bootId,
    version: GATEWAY_VERSION,
    appliedChange: configuration.changeNumber,
    lagMs: configuration.lagMs,
    spoolSegments: size.segments,
    spoolBytes: size.bytes,
    spoolOldestAt: size.oldestAtMs === null ? null : new Date(size.oldestAtMs).toISOString(),
    refusedConfiguration: configuration.refusal?.slice(0, 1000) ?? null,
    ...(routeProblems.length === 0 ? {} : { routeProblems }),
  };
}
