import type { UpstreamState } from '../balancing/upstream-states.ts';
import type { Sample } from '../metrics/metric-definitions.ts';
import type { MirrorState } from '../mirroring/mirror-book.ts';
import type { CertificateState } from '../tls/certificate-store.ts';

/** What a worker tells its supervisor. */
export type WorkerMessage =
  | { kind: 'listening'; port: number }
  | { kind: 'status'; status: WorkerStatus }
  | { kind: 'metrics'; samples: Sample[] };

/** What the shipper tells its supervisor. */
export type ShipperMessage =
  | { kind: 'status'; status: ShipperStatus }
  | { kind: 'metrics'; samples: Sample[] };

/** What a supervisor tells a worker or the shipper. */
export type SupervisorMessage = { kind: 'drain' };

export interface StoreStatus {
  readonly name: string;
  readonly isHealthy: boolean;
  readonly reason: string | null;
}

export interface WorkerStatus {
  readonly slot: number;
  readonly pid: number;
  readonly bootId: string;
  /** Whether it can serve: there is a configuration. */
  readonly isReady: boolean;
  /** Why not, or what is wrong besides. */
  readonly reasons: readonly string[];
  readonly appliedChange: number;
  /** When the feed last said that this change is the newest. */
  readonly confirmedAt: string | null;
  readonly lagMs: number | null;
  readonly refusedConfiguration: string | null;
  readonly stores: readonly StoreStatus[];
  readonly spoolSegments: number;
  readonly spoolBytes: number;
  /** Null without TLS. */
  readonly tls: { readonly port: number; readonly certificates: readonly CertificateState[] } | null;
  /** When the oldest usage that waits came about. */
  readonly spoolOldestAt: string | null;
  /** Those with a balancer. */
  readonly upstreams: readonly UpstreamState[];
  /** What became of the copies of requests. */
  readonly mirrors: readonly MirrorState[];
  readonly policies: Readonly<Record<string, unknown>>;
}

export interface ShipperStatus {
  readonly pid: number;
  readonly store: StoreStatus;
  /** Usage events that ClickHouse refuses. */
  readonly deadLetters: number;
}
