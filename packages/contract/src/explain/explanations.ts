import { Explanation } from '@tollgate/domain/explain/explanation';
import { idSchema } from '@tollgate/domain/ids';
import { z } from 'zod';
import { Timestamp } from '../fields.ts';
import { listInput } from '../pages.ts';

export const CreateExplainTokenInput = z.strictObject({
  /** Null for every API version of the tenant. */
  apiVersionId: idSchema('apiVersion').nullable().default(null),
  lifetimeSeconds: z
    .int('must be a whole number of seconds')
    .min(60, 'must be at least 60 seconds')
    .max(1800, 'must be at most 1800 seconds')
    .default(900),
});
export type CreateExplainTokenInput = z.input<typeof CreateExplainTokenInput>;

/** A token that asks gateways to explain requests; told once. */
export const CreatedExplainToken = z.strictObject({
  token: z.string(),
  /** The request header to send it in. */
  header: z.string(),
  /** What requests that it explains begin with. */
  gatewayUrl: z.string(),
  expiresAt: Timestamp,
});
export type CreatedExplainToken = z.infer<typeof CreatedExplainToken>;

/** An explanation without its steps. */
export const ExplanationSummary = Explanation.pick({
  requestId: true,
  apiVersionId: true,
  method: true,
  path: true,
  status: true,
  problem: true,
  startedAt: true,
  durationUs: true,
});
export type ExplanationSummary = z.infer<typeof ExplanationSummary>;

export const ListExplanationsInput = listInput({}, ['at']);
export type ListExplanationsInput = z.input<typeof ListExplanationsInput>;

export const GetExplanationInput = z.strictObject({ requestId: z.string().min(1).max(200) });
export type GetExplanationInput = z.input<typeof GetExplanationInput>;
