import { ClientPurpose } from '@tollgate/domain/clients/client-purpose';
import { Environment } from '@tollgate/domain/environment';
import { idSchema } from '@tollgate/domain/ids';
import { nameSchema } from '@tollgate/domain/slug';
import { z } from 'zod';
import { Timestamp } from './fields.ts';
import { listInput } from './pages.ts';

/** An API key as it may be shown again and again: never the key itself. */
export const ApiKey = z.strictObject({
  id: z.string(),
  appId: z.string(),
  name: z.string(),
  environment: Environment,
  /** The first characters of the key. */
  preview: z.string(),
  status: z.enum(['active', 'expired', 'revoked']),
  rotatedFrom: z.string().nullable(),
  expiresAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKeyInput = z.strictObject({
  appId: idSchema('app'),
  name: nameSchema(60).or(z.literal('')).default(''),
  environment: Environment.default('live'),
  expiresAt: Timestamp.nullable().default(null),
});
export type CreateApiKeyInput = z.input<typeof CreateApiKeyInput>;

/** The key itself, told once. */
export const CreatedApiKey = z.strictObject({ key: ApiKey, token: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const ListApiKeysInput = listInput({ appId: idSchema('app'), environment: Environment }, [
  'createdAt',
  'name',
]);
export type ListApiKeysInput = z.input<typeof ListApiKeysInput>;

export const RevokeApiKeyInput = z.strictObject({ keyId: idSchema('apiKey') });
export type RevokeApiKeyInput = z.input<typeof RevokeApiKeyInput>;

export const RotateApiKeyInput = z.strictObject({
  keyId: idSchema('apiKey'),
  /** How long the old key goes on working beside the new one. */
  overlapSeconds: z
    .int()
    .min(0)
    .max(30 * 86_400)
    .default(86_400),
});
export type RotateApiKeyInput = z.input<typeof RotateApiKeyInput>;

export const GetKeyUsesInput = z.strictObject({ appId: idSchema('app') });
export type GetKeyUsesInput = z.input<typeof GetKeyUsesInput>;

/** When keys were last used, by key id; keys never used are absent. */
export const KeyUses = z.strictObject({ lastUsedAt: z.record(z.string(), Timestamp) });
export type KeyUses = z.infer<typeof KeyUses>;

/** A client of an app, for OAuth 2.0 tokens or for signatures, as it may be shown again and again: never its secret. */
export const Client = z.strictObject({
  /** The `client_id`, or the `keyid` of signatures. */
  id: z.string(),
  purpose: ClientPurpose,
  appId: z.string(),
  name: z.string(),
  environment: Environment,
  /** The first characters of the secret. */
  preview: z.string(),
  status: z.enum(['active', 'revoked']),
  /** Until when the secret before the last rotation goes on working; null when there is none. */
  oldSecretEndsAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Client = z.infer<typeof Client>;

export const CreateClientInput = z.strictObject({
  appId: idSchema('app'),
  name: nameSchema(60).or(z.literal('')).default(''),
  environment: Environment.default('live'),
  /** `token`: its secret is exchanged for tokens. `signature`: its secret signs requests and never travels. */
  purpose: ClientPurpose.default('token'),
});
export type CreateClientInput = z.input<typeof CreateClientInput>;

/** The secret itself, told once. */
export const CreatedClient = z.strictObject({ client: Client, secret: z.string() });
export type CreatedClient = z.infer<typeof CreatedClient>;

export const ListClientsInput = listInput({ appId: idSchema('app'), environment: Environment }, [
  'createdAt',
  'name',
]);
export type ListClientsInput = z.input<typeof ListClientsInput>;

export const RevokeClientInput = z.strictObject({ clientId: idSchema('client') });
export type RevokeClientInput = z.input<typeof RevokeClientInput>;

export const RotateClientInput = z.strictObject({
  clientId: idSchema('client'),
  /** How long the old secret goes on working beside the new one. */
  overlapSeconds: z
    .int()
    .min(0)
    .max(30 * 86_400)
    .default(86_400),
});
export type RotateClientInput = z.input<typeof RotateClientInput>;
