import { z } from 'zod';
import { Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

export const AuditEntry = z.strictObject({
  id: z.string(),
  at: Timestamp,
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  target: z.strictObject({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
  changeNumber: z.int().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Who changes things: people and programs of the tenant, its developers, or a job of ours. */
export const ActorKind = z.enum(['member', 'token', 'developer', 'system']);

export const ListAuditInput = listInput(
  {
    action: z.string().max(100),
    actorId: z.string().max(100),
    actorKind: ActorKind,
    /** Found in the name of who did it, the action, or the name of what it was done to. */
    search: z.string().max(200),
    targetId: z.string().max(100),
    targetKind: z.string().max(50),
    from: Timestamp,
    to: Timestamp,
  },
  ['at'],
);
export type ListAuditInput = z.input<typeof ListAuditInput>;

/** What a gateway says is wrong with an API version. */
export const RouteProblem = z.strictObject({
  apiId: z.string(),
  apiVersionId: z.string(),
  /** Such as `World API v1`. */
  name: z.string(),
  message: z.string(),
});
export type RouteProblem = z.infer<typeof RouteProblem>;

/** A gateway as it last reported. */
export const Gateway = z.strictObject({
  name: z.string(),
  region: z.string(),
  version: z.string(),
  /** `live`: has every change. `behind`: reports, but lacks some. `lost`: silent for 15 seconds or more. */
  status: z.enum(['live', 'behind', 'lost']),
  appliedChange: z.int(),
  lagMs: z.number().nullable(),
  spoolSegments: z.int(),
  spoolBytes: z.int(),
  spoolOldestAt: Timestamp.nullable(),
  refusedConfiguration: z.string().nullable(),
  /** What keeps API versions of this tenant from working as they should there. */
  routeProblems: z.array(RouteProblem),
  startedAt: Timestamp,
  seenAt: Timestamp,
  /** When it has been silent for long enough to be removed. */
  removableAt: Timestamp,
});
export type Gateway = z.infer<typeof Gateway>;

/** All gateways and how far this tenant's newest change has come. */
export const GatewayList = z.strictObject({
  data: z.array(Gateway),
  meta: z.strictObject({
    /** Number of the tenant's newest change; null before the first. */
    newestChange: z.int().nullable(),
    liveCount: z.int(),
    totalCount: z.int(),
  }),
});
export type GatewayList = z.infer<typeof GatewayList>;

export const DeleteGatewayInput = z.strictObject({ gatewayName: z.string().min(1).max(200) });
export type DeleteGatewayInput = z.input<typeof DeleteGatewayInput>;

export const Mail = z.strictObject({
  id: z.string(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  status: z.enum(['queued', 'sent', 'failed']),
  problem: z.string().nullable(),
  createdAt: Timestamp,
  sentAt: Timestamp.nullable(),
});
export type Mail = z.infer<typeof Mail>;

export const ListMailsInput = listInput({ status: z.enum(['queued', 'sent', 'failed']) }, ['createdAt']);
export type ListMailsInput = z.input<typeof ListMailsInput>;
