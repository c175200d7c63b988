import type { Analytics } from '@tollgate/analytics/client';
import type { Db, Tx } from '@tollgate/db/db';
import type { Role } from '@tollgate/domain/roles';
import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';

/** Who acts: a member or token of the tenant, one of its developers, or a job of ours. */
export type Actor =
  | { kind: 'member'; id: string; name: string; role: Role }
  | { kind: 'token'; id: string; name: string; role: Role }
  | { kind: 'developer'; id: string; name: string }
  | { kind: 'system'; name: string };

/** What an operator set for the whole installation. */
export interface ServiceSettings {
  consoleUrl: string;
  portalUrl: string;
  gatewayUrl: string;
  apiUrl: string;
  /** Whether gateway addresses carry the tenant's slug as first path segment. */
  hasPathRouting: boolean;
  /** `host:port` pairs that upstreams may use although they point inward. */
  allowedPrivateUpstreams: string[];
}

/** What is there for the whole process, before anybody is known. */
export interface Services {
  db: Db;
  analytics: Analytics;
  settings: ServiceSettings;
  /** What secrets at rest are sealed with; without it none can be kept. */
  sealing?: SealingKeys | undefined;
  now: () => Date;
}

/** What every verb gets first. The tenant comes from the session or credential, never from input. */
export interface Ctx extends Services {
  tenantId: string;
  actor: Actor;
  requestId: string;
  /** Runs inside the verb's transaction with each recorded change; throwing takes the change back. */
  onRecord?: (tx: Tx) => Promise<void>;
}
