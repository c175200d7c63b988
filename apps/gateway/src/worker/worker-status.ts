import { upstreamStates } from '../balancing/upstream-states.ts';
import type { GatewayConfig } from '../config.ts';
import type { WorkerContext } from '../context.ts';
import type { SpoolSize } from '../metering/measure-spool.ts';
import type { StoreStatus, WorkerStatus } from '../process/messages.ts';
import type { FeedFollower } from '../snapshot/feed-follower.ts';
import type { TlsFront } from '../tls/start-tls.ts';

/** What a worker says of itself. */
export function workerStatus(
  config: GatewayConfig,
  context: WorkerContext,
  size: SpoolSize,
  follower: FeedFollower,
  tls: TlsFront | null,
): WorkerStatus {
  const { configuration, engine, spool, balancers } = context.pipeline;
  const reasons: string[] = [];
  if (!configuration.current) reasons.push('there is no configuration yet');
  if (!spool.isWritable) reasons.push('usage cannot be recorded');
  return {
    slot: config.slot,
    pid: process.pid,
    bootId: context.bootId,
    isReady: configuration.current !== null,
    reasons,
    appliedChange: configuration.changeNumber,
    confirmedAt: timeOrNull(follower.confirmedAtMs),
    lagMs: configuration.lagMs,
    refusedConfiguration: configuration.refusal,
    stores: storeStates(context, follower),
    spoolSegments: size.segments,
    spoolBytes: size.bytes,
    spoolOldestAt: timeOrNull(size.oldestAtMs),
    tls: tls && { port: tls.port, certificates: tls.certificates() },
    upstreams: upstreamStates(balancers, performance.now()),
    mirrors: context.pipeline.mirrors.states(configuration.current),
    policies: Object.fromEntries(engine.counts),
  };
}

function storeStates({ store, jwks, customModules }: WorkerContext, follower: FeedFollower): StoreStatus[] {
  const counters = store.state();
  return [
    { name: `counters (${counters.kind})`, isHealthy: counters.isHealthy, reason: counters.reason },
    {
      name: 'feed',
      isHealthy: follower.isConnected,
      reason: follower.isConnected ? null : 'the feed does not answer',
    },
    ...jwks.problems().map(({ url, problem }) => ({
      name: `keys of ${url}`,
      isHealthy: false,
      reason: problem,
    })),
    ...customModules.problems().map(({ module, problem }) => ({
      name: `custom policy ${module}`,
      isHealthy: false,
      reason: problem,
    })),
  ];
}

function timeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
