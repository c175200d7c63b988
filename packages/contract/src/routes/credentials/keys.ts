import {
  ApiKey,
  CreateApiKeyInput,
  CreatedApiKey,
  GetKeyUsesInput,
  KeyUses,
  ListApiKeysInput,
  RevokeApiKeyInput,
  RotateApiKeyInput,
} from '../../keys.ts';
import { defineRoute } from '../route.ts';

export const listApiKeysRoute = defineRoute({
  id: 'listApiKeys',
  method: 'GET',
  path: '/v1/keys',
  tag: 'Keys',
  summary: 'List API keys',
  role: 'viewer',
  input: ListApiKeysInput,
  output: ApiKey,
  answer: 'list',
});

export const createApiKeyRoute = defineRoute({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/keys',
  tag: 'Keys',
  summary: 'Create an API key for an app',
  description: 'The key itself is told once, in `token` of this answer.',
  role: 'editor',
  input: CreateApiKeyInput,
  output: CreatedApiKey,
  answer: 'one',
  status: 201,
  problems: ['not_found', 'conflict', 'limit_reached'],
  example: { appId: 'app_1C3XR6GzvAbCdEfGhJkMnP', name: 'Server', environment: 'live' },
});

export const rotateApiKeyRoute = defineRoute({
  id: 'rotateApiKey',
  method: 'POST',
  path: '/v1/keys/{keyId}/rotate',
  tag: 'Keys',
  summary: 'Replace an API key',
  description: 'The new key works at once; the old one for `overlapSeconds` more.',
  role: 'editor',
  input: RotateApiKeyInput,
  output: CreatedApiKey,
  answer: 'one',
  status: 201,
  problems: ['conflict', 'limit_reached'],
  example: { overlapSeconds: 3600 },
});

export const revokeApiKeyRoute = defineRoute({
  id: 'revokeApiKey',
  method: 'POST',
  path: '/v1/keys/{keyId}/revoke',
  tag: 'Keys',
  summary: 'Revoke an API key',
  description: 'Gateways refuse it within a second. Revoking it again changes nothing.',
  role: 'editor',
  input: RevokeApiKeyInput,
  output: ApiKey,
  answer: 'one',
});

export const getKeyUsesRoute = defineRoute({
  id: 'getKeyUses',
  method: 'GET',
  path: '/v1/apps/{appId}/key-uses',
  tag: 'Keys',
  summary: 'Get when each key of an app was last used',
  role: 'viewer',
  input: GetKeyUsesInput,
  output: KeyUses,
  answer: 'one',
});
