import * as routes from '@tollgate/contract/routes/credentials/keys';
import { createApiKey } from '@tollgate/services/keys/create-api-key';
import { getKeyUses } from '@tollgate/services/keys/get-key-uses';
import { listApiKeys } from '@tollgate/services/keys/list-api-keys';
import { revokeApiKey } from '@tollgate/services/keys/revoke-api-key';
import { rotateApiKey } from '@tollgate/services/keys/rotate-api-key';
import { bind } from '../../http/bind.ts';

export const keyBindings = [
  bind(routes.listApiKeysRoute, listApiKeys),
  bind(routes.createApiKeyRoute, createApiKey),
  bind(routes.getKeyUsesRoute, getKeyUses),
  bind(routes.rotateApiKeyRoute, rotateApiKey),
  bind(routes.revokeApiKeyRoute, revokeApiKey),
];
