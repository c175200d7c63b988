import type { AnswerStore } from '@tollgate/policies/cache/answer-store';
import type { Logger } from 'pino';
import type { BalancerBook } from '../balancing/balancer-book.ts';
import type { AdmissionBook } from '../limits/admission-book.ts';
import type { Spool } from '../metering/spool.ts';
import type { LineMaker } from '../metering/usage-line.ts';
import type { TrafficCounts } from '../metrics/traffic-counts.ts';
import type { MirrorBook } from '../mirroring/mirror-book.ts';
import type { Configuration } from '../snapshot/configuration.ts';
import type { UpstreamPools } from '../upstream/upstream-pools.ts';
import type { AccessLog } from './accounting/access-log.ts';
import type { RoutingOptions } from './locate.ts';
import type { OpenStreams } from './open-streams.ts';
import type { BodyBudget } from './phases/body-budget.ts';
import type { PolicyEngine } from './policy-engine.ts';
import type { TraceContext } from './trace-context.ts';

/** All that handling a request needs. */
export interface PipelineContext {
  readonly configuration: Configuration;
  readonly routing: RoutingOptions;
  readonly engine: PolicyEngine;
  /** Room for bodies that policies see whole. */
  readonly bodies: BodyBudget;
  /** Room for what compresses answers. */
  readonly encoders: BodyBudget;
  /** What the cache policy keeps. */
  readonly answers: AnswerStore;
  readonly book: Pick<AdmissionBook, 'admit' | 'undo' | 'counts'>;
  readonly pools: Pick<UpstreamPools, 'acquire' | 'release'>;
  readonly balancers: BalancerBook;
  readonly mirrors: MirrorBook;
  readonly spool: Spool;
  readonly streams: OpenStreams;
  readonly traffic: TrafficCounts;
  /** Null unless an operator wants one. */
  readonly accessLog: AccessLog | null;
  readonly lines: LineMaker;
  /** Continues what a caller's `traceparent` says, or begins a trace. */
  readonly startTrace: (values: readonly string[]) => TraceContext;
  readonly trustedHops: number;
  /** How this installation names itself in Via. */
  readonly pseudonym: string;
  /** Where each problem code has a page. */
  readonly docsUrl: string;
  readonly logger: Logger;
}
