import { z } from 'zod';

export const MAX_TRY_BODY_BYTES = 1_000_000;

const Secret = z.string().max(8000);

/** What says who calls: a key, a token, or a client's id and secret, as a password or to sign with. */
export const TryCredential = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key'), key: Secret }),
  z.strictObject({ kind: z.literal('token'), token: Secret }),
  z.strictObject({ kind: z.literal('basic'), clientId: Secret, secret: Secret }),
  z.strictObject({ kind: z.literal('signature'), clientId: Secret, secret: Secret }),
]);
export type TryCredential = z.infer<typeof TryCredential>;

/** What the try-it panel asks our server to send to the gateway, and nowhere else. */
export const TryInput = z.strictObject({
  product: z.string().max(100),
  api: z.string().max(100),
  version: z.string().max(100),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  /** Path below the base URL, with the query; percent-encoded. */
  path: z.string().startsWith('/').max(8000),
  headers: z.array(z.tuple([z.string().max(100), z.string().max(8000)])).max(50),
  body: z.string().max(MAX_TRY_BODY_BYTES).nullable(),
  credential: TryCredential,
});
export type TryInput = z.infer<typeof TryInput>;

/** What came back. */
export interface TryAnswer {
  status: number;
  statusText: string;
  headers: [string, string][];
  /** Text, or null for what is not text. */
  body: string | null;
  sizeBytes: number;
  /** Whether only the beginning is here. */
  isCut: boolean;
  durationMs: number;
}

/** Why nothing came back. */
export interface TryFailure {
  failure: string;
  /** When to send again, for who sent too much; Unix milliseconds. */
  retryAtMs?: number;
}
