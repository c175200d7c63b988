import { z } from 'zod';

/** The request header that asks a gateway to explain a request; its value is an explain token. */
export const EXPLAIN_HEADER = 'tollgate-explain';
/** The response header of a request that is explained: the id of the explanation, which is that of the request. */
export const EXPLAINED_HEADER = 'tollgate-explained';
/** `typ` of an explain token: no other token of a tenant is taken for one, nor one for another. */
export const EXPLAIN_TOKEN_TYPE = 'explain+jwt';
/** A tenant keeps so many explanations, the newest ones. */
export const KEPT_EXPLANATIONS = 100;
export const MAX_EXPLAINED_STEPS = 64;

const Short = z.string().max(100);
const Text = z.string().max(500);
const Microseconds = z.int().min(0);

/** What one ceiling had left before and after a request. */
export const ExplainedCounter = z.strictObject({
  name: Short,
  limit: z.int(),
  windowSeconds: z.int(),
  before: z.int(),
  after: z.int(),
});

/** One step of a request through a gateway. */
export const ExplainedStep = z.strictObject({
  step: z.enum([
    'route',
    'access',
    'authenticate',
    'subscription',
    'limits',
    'request',
    'upstream',
    'response',
    'account',
  ]),
  /** The policy or target; empty where the step has only one. */
  name: Text,
  outcome: z.enum(['passed', 'refused', 'answered', 'failed', 'reported']),
  /** Since the request began. */
  atUs: Microseconds,
  tookUs: Microseconds,
  detail: Text,
  counters: z.array(ExplainedCounter).max(20).optional(),
});
export type ExplainedStep = z.infer<typeof ExplainedStep>;

/** All that a gateway decided on one request. It holds no header, no query and no body. */
export const Explanation = z.strictObject({
  requestId: Short,
  tenantId: Short,
  gateway: Short,
  region: Short,
  /** The member who asked for it. */
  askedBy: Short,
  apiVersionId: Short,
  operationId: Short,
  appId: Short,
  method: Short,
  path: Text,
  status: z.int(),
  /** Empty when there is none. */
  problem: Short,
  traceId: Short,
  startedAt: z.iso.datetime(),
  durationUs: Microseconds,
  steps: z.array(ExplainedStep).max(MAX_EXPLAINED_STEPS),
});
export type Explanation = z.infer<typeof Explanation>;
