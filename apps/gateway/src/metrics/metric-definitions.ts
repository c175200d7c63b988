export interface MetricDefinition {
  /** Without the ending that counters and buckets get. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly unit?: 'seconds' | 'bytes';
  readonly labels: readonly string[];
  /** What becomes of the same series told by several processes; counters and histograms are always summed. */
  readonly merge: 'sum' | 'max' | 'min';
}

type Choices = Partial<Pick<MetricDefinition, 'labels' | 'merge'>>;

const make =
  (type: MetricDefinition['type']) =>
  (name: string, help: string, { labels = [], merge = 'sum' }: Choices = {}): MetricDefinition => {
    const unit = name.endsWith('_seconds') ? 'seconds' : name.endsWith('_bytes') ? 'bytes' : undefined;
    return { name: `tollgate_gateway_${name}`, type, help, labels, merge, ...(unit && { unit }) };
  };
const counter = make('counter');
const gauge = make('gauge');
const histogram = make('histogram');
const perProcess: Choices = { labels: ['process'] };

/** Every metric of the gateway. A label has few values by construction, or is bounded where it is counted. */
export const METRICS = {
  build: gauge('build_info', 'Always 1; version and region of this gateway.', {
    labels: ['version', 'region'],
    merge: 'max',
  }),
  requests: counter('requests', 'Answered requests by tenant and class of status.', {
    labels: ['tenant', 'status'],
  }),
  problems: counter('problems', 'Requests that ended in a problem, by its code.', { labels: ['code'] }),
  inFlight: gauge('requests_in_flight', 'Requests under way.'),
  duration: histogram('request_duration_seconds', 'From the head of a request to the end of its answer.'),
  overhead: histogram(
    'overhead_seconds',
    'What of a request the gateway took before it was forwarded or refused.',
  ),
  upstreamDuration: histogram(
    'upstream_duration_seconds',
    'From forwarding a request to the end of its answer.',
  ),
  retries: counter('upstream_retries', 'Attempts on another target after one that failed.'),
  targets: gauge('upstream_targets', 'Targets of balanced upstreams by state; the most any worker sees.', {
    labels: ['api_version', 'state'],
    merge: 'max',
  }),
  panics: gauge('upstream_panicking', '1 while too few targets are fit, so that all are used.', {
    labels: ['api_version'],
    merge: 'max',
  }),
  breakers: gauge('upstream_breakers', 'Breakers of operations that are not closed.', {
    labels: ['api_version', 'state'],
    merge: 'max',
  }),
  mirrored: counter('mirrored_requests', 'Copies of requests for another upstream by what became of them.', {
    labels: ['outcome'],
  }),
  policyRuns: counter('policy_runs', 'How often a policy ran.', { labels: ['policy'] }),
  policyRejections: counter('policy_rejections', 'Requests a policy refused.', { labels: ['policy'] }),
  policyFaults: counter('policy_faults', 'Policies that threw.', { labels: ['policy'] }),
  policyFindings: counter('policy_findings', 'Requests a policy would refuse, but is told to report only.', {
    labels: ['policy'],
  }),
  policyTime: counter('policy_seconds', 'Time spent in a policy.', { labels: ['policy'] }),
  leases: counter('limit_leases', 'Slices of limits asked of the counter store.'),
  leased: counter('limit_leased_requests', 'Requests granted by those slices.'),
  borrowed: counter(
    'limit_borrowed_requests',
    'Requests taken from a share while the counter store was gone.',
  ),
  refusals: counter('limit_refusals', 'Requests that a limit or quota refused.', { labels: ['kind'] }),
  spoolSegments: gauge('spool_segments', 'Segments of usage that wait for ClickHouse, open ones included.'),
  spoolBytes: gauge('spool_bytes', 'Bytes of usage that wait for ClickHouse.'),
  spoolAge: gauge('spool_age_seconds', 'Age of the oldest usage that waits.', { merge: 'max' }),
  spoolWritable: gauge('spool_writable', '0 when a worker cannot record usage.', { merge: 'min' }),
  shippedSegments: counter('shipped_segments', 'Segments that ClickHouse acknowledged.'),
  shippedBytes: counter('shipped_bytes', 'Bytes of usage that ClickHouse acknowledged.'),
  shipFailures: counter('ship_failures', 'Inserts that ClickHouse did not acknowledge.'),
  deadLetters: gauge('dead_letters', 'Usage events that ClickHouse refuses and somebody must look at.'),
  change: gauge('configuration_change', 'Number of the change a worker has applied.', perProcess),
  changeAge: gauge(
    'configuration_age_seconds',
    'Since a worker last heard that what it applied is the newest.',
    perProcess,
  ),
  changeLag: gauge('configuration_lag_seconds', 'From commit to active of the newest change.', perProcess),
  changeRefused: gauge(
    'configuration_refused',
    '1 while the newest configuration, or a part of it, is refused.',
    perProcess,
  ),
  ready: gauge('ready', '1 when a worker can serve.', perProcess),
  store: gauge('store_healthy', '0 when a store does not answer.', { labels: ['store'], merge: 'min' }),
  spansExported: counter('trace_spans_exported', 'Spans that the collector took.'),
  spansDropped: counter('trace_spans_dropped', 'Spans that were dropped: the collector is away or too slow.'),
  certificateLifetime: gauge('certificate_lifetime_seconds', 'Until the first certificate expires.', {
    merge: 'min',
  }),
  certificateProblems: gauge('certificate_problems', 'Certificates with something wrong.', { merge: 'max' }),
  loopLag: gauge('event_loop_lag_seconds', 'Longest delay of the event loop in 15 s.', perProcess),
  loopBusy: counter('event_loop_busy_seconds', 'Time the event loop was not idle.', perProcess),
  cpu: counter('process_cpu_seconds', 'Processor time, system time included.', perProcess),
  memory: gauge('process_resident_bytes', 'Memory the system holds for a process.', perProcess),
  heap: gauge('process_heap_bytes', 'Memory of live and dead objects in the heap.', perProcess),
  starts: counter('process_starts', 'How often a process was started.', perProcess),
} satisfies Record<string, MetricDefinition>;

export type MetricId = keyof typeof METRICS;

/** One number, or one histogram, of one series. */
export interface Sample {
  readonly id: MetricId;
  /** In the order of the definition. */
  readonly labels: readonly string[];
  readonly value: number;
  /** Of a histogram: how many fell into each bucket, those above all bounds last; `value` is their sum. */
  readonly buckets?: readonly number[];
}

/** Upper bounds of the buckets of all histograms, in seconds. */
export const BUCKET_SECONDS: readonly number[] = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];
