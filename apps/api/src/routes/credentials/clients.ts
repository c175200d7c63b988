import * as routes from '@tollgate/contract/routes/credentials/clients';
import { createClient } from '@tollgate/services/clients/create-client';
import { listClients } from '@tollgate/services/clients/list-clients';
import { revokeClient } from '@tollgate/services/clients/revoke-client';
import { rotateClient } from '@tollgate/services/clients/rotate-client';
import { bind } from '../../http/bind.ts';

export const clientBindings = [
  bind(routes.listClientsRoute, listClients),
  bind(routes.createClientRoute, createClient),
  bind(routes.rotateClientRoute, rotateClient),
  bind(routes.revokeClientRoute, revokeClient),
];
