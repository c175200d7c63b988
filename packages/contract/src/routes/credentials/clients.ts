import {
  Client,
  CreateClientInput,
  CreatedClient,
  ListClientsInput,
  RevokeClientInput,
  RotateClientInput,
} from '../../keys.ts';
import { defineRoute } from '../route.ts';

export const listClientsRoute = defineRoute({
  id: 'listClients',
  method: 'GET',
  path: '/v1/clients',
  tag: 'Clients',
  summary: 'List clients',
  role: 'viewer',
  input: ListClientsInput,
  output: Client,
  answer: 'list',
});

export const createClientRoute = defineRoute({
  id: 'createClient',
  method: 'POST',
  path: '/v1/clients',
  tag: 'Clients',
  summary: 'Create a client for an app',
  description:
    'The secret is told once, in `secret` of this answer. With `purpose` `token`, `id` is the `client_id` of OAuth 2.0; with `signature`, the `keyid` of HTTP message signatures.',
  role: 'editor',
  input: CreateClientInput,
  output: CreatedClient,
  answer: 'one',
  status: 201,
  problems: ['not_found', 'limit_reached'],
  example: { appId: 'app_1C3XR6GzvAbCdEfGhJkMnP', name: 'Server', environment: 'live' },
});

export const rotateClientRoute = defineRoute({
  id: 'rotateClient',
  method: 'POST',
  path: '/v1/clients/{clientId}/rotate',
  tag: 'Clients',
  summary: 'Replace the secret of a client',
  description: 'The new secret works at once; the old one for `overlapSeconds` more. Tokens stay valid.',
  role: 'editor',
  input: RotateClientInput,
  output: CreatedClient,
  answer: 'one',
  status: 201,
  problems: ['conflict'],
  example: { overlapSeconds: 3600 },
});

export const revokeClientRoute = defineRoute({
  id: 'revokeClient',
  method: 'POST',
  path: '/v1/clients/{clientId}/revoke',
  tag: 'Clients',
  summary: 'Revoke a client',
  description:
    'Gateways refuse its tokens and signatures within a second. Revoking it again changes nothing.',
  role: 'editor',
  input: RevokeClientInput,
  output: Client,
  answer: 'one',
});
