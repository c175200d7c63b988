import type { UpstreamState } from '../balancing/upstream-states.ts';
import type { CertificateState } from '../tls/certificate-store.ts';

/** What a worker tells its supervisor. */
export type WorkerMessage = { kind: 'listening'; port: number } | { kind: 'status'; status: WorkerStatus };

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
  readonly lagMs: number | null;
  readonly refusedConfiguration: string | null;
  readonly stores: readonly StoreStatus[];
  readonly spoolSegments: number;
  readonly spoolBytes: number;
  /** Null without TLS. */
  readonly tls: { readonly port: number; readonly certificates: readonly CertificateState[] } | null;
  /** Those with a balancer. */
  readonly upstreams: readonly UpstreamState[];
  readonly policies: Readonly<Record<string, unknown>>;
}
