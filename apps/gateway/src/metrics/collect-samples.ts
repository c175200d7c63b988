import { upstreamStates } from '../balancing/upstream-states.ts';
import type { WorkerContext } from '../context.ts';
import type { WorkerStatus } from '../process/messages.ts';
import type { Tracer } from '../tracing/tracer.ts';
import type { Sample } from './metric-definitions.ts';

const TARGET_STATES = ['fit', 'ejected', 'unhealthy'] as const;
const BREAKER_STATES = ['open', 'half_open'] as const;
const MIRROR_OUTCOMES = ['answered', 'failed', 'dropped'] as const;
/** Stores beyond these are told of in the status only: the addresses of key sets are without number. */
const COUNTED_STORES = /^(counters|feed)\b/;

/** Everything a worker has to say to a scrape, but for its process. */
export function collectSamples(
  context: WorkerContext,
  status: WorkerStatus,
  process: string,
  tracer: Tracer | null,
): Sample[] {
  const { pipeline } = context;
  return [
    ...pipeline.traffic.samples(),
    ...policySamples(context),
    ...upstreamSamples(context),
    ...mirrorSamples(context),
    ...limitSamples(context),
    ...stateSamples(context, status, process),
    ...certificateSamples(status),
    ...(tracer ? traceSamples(tracer) : []),
  ];
}

function policySamples({ pipeline }: WorkerContext): Sample[] {
  return Array.from(pipeline.engine.counts, ([policy, count]): Sample[] => {
    const labels = [policy];
    return [
      { id: 'policyRuns', labels, value: count.runs },
      { id: 'policyRejections', labels, value: count.rejections },
      { id: 'policyFaults', labels, value: count.faults },
      { id: 'policyFindings', labels, value: count.findings },
      { id: 'policyTime', labels, value: count.totalUs / 1_000_000 },
    ];
  }).flat();
}

function upstreamSamples({ pipeline }: WorkerContext): Sample[] {
  return upstreamStates(pipeline.balancers, performance.now()).flatMap((upstream): Sample[] => {
    const { isCanary, isPanicking, targets, breakers } = upstream;
    const name = isCanary ? `${upstream.apiVersionId} canary` : upstream.apiVersionId;
    return [
      { id: 'panics', labels: [name], value: isPanicking ? 1 : 0 },
      ...TARGET_STATES.map((state): Sample => {
        const value = targets.filter((target) => target.state === state).length;
        return { id: 'targets', labels: [name, state], value };
      }),
      ...BREAKER_STATES.map((state): Sample => {
        const value = breakers.filter((breaker) => breaker.state === state).length;
        return { id: 'breakers', labels: [name, state], value };
      }),
    ];
  });
}

function mirrorSamples({ pipeline }: WorkerContext): Sample[] {
  const { totals } = pipeline.mirrors;
  return MIRROR_OUTCOMES.map((outcome) => ({ id: 'mirrored', labels: [outcome], value: totals[outcome] }));
}

function limitSamples({ pipeline }: WorkerContext): Sample[] {
  const { leases, granted, borrowed, limitRefusals, quotaRefusals } = pipeline.book.counts;
  return [
    { id: 'leases', labels: [], value: leases },
    { id: 'leased', labels: [], value: granted },
    { id: 'borrowed', labels: [], value: borrowed },
    { id: 'refusals', labels: ['limit'], value: limitRefusals },
    { id: 'refusals', labels: ['quota'], value: quotaRefusals },
  ];
}

function stateSamples({ pipeline }: WorkerContext, status: WorkerStatus, process: string): Sample[] {
  const nowMs = Date.now();
  const labels = [process];
  const samples: Sample[] = [
    { id: 'spoolSegments', labels: [], value: status.spoolSegments },
    { id: 'spoolBytes', labels: [], value: status.spoolBytes },
    { id: 'spoolAge', labels: [], value: ageSeconds(status.spoolOldestAt, nowMs) ?? 0 },
    { id: 'spoolWritable', labels: [], value: pipeline.spool.isWritable ? 1 : 0 },
    { id: 'change', labels, value: status.appliedChange },
    { id: 'changeRefused', labels, value: status.refusedConfiguration === null ? 0 : 1 },
    { id: 'ready', labels, value: status.isReady ? 1 : 0 },
    ...status.stores
      .filter(({ name }) => COUNTED_STORES.test(name))
      .map(
        ({ name, isHealthy }): Sample => ({
          id: 'store',
          labels: [name.split(' ', 1)[0] as string],
          value: isHealthy ? 1 : 0,
        }),
      ),
  ];
  const age = ageSeconds(status.confirmedAt, nowMs);
  if (age !== null) samples.push({ id: 'changeAge', labels, value: age });
  if (status.lagMs !== null) samples.push({ id: 'changeLag', labels, value: status.lagMs / 1000 });
  return samples;
}

function traceSamples({ exporter }: Tracer): Sample[] {
  return [
    { id: 'spansExported', labels: [], value: exporter.counts.exported },
    { id: 'spansDropped', labels: [], value: exporter.counts.dropped },
  ];
}

function certificateSamples({ tls }: WorkerStatus): Sample[] {
  if (tls === null) return [];
  const expiries = tls.certificates.flatMap(({ expiresAt }) => (expiresAt ? [Date.parse(expiresAt)] : []));
  const problems = tls.certificates.filter(({ problem }) => problem !== null).length;
  const samples: Sample[] = [{ id: 'certificateProblems', labels: [], value: problems }];
  if (expiries.length === 0) return samples;
  const value = (Math.min(...expiries) - Date.now()) / 1000;
  return [...samples, { id: 'certificateLifetime', labels: [], value }];
}

function ageSeconds(at: string | null, nowMs: number): number | null {
  return at === null ? null : Math.max(0, nowMs - Date.parse(at)) / 1000;
}
