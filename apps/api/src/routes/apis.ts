import * as routes from '@tollgate/contract/routes/apis';
import { getApiVersion } from '@tollgate/services/api-versions/get-api-version';
import { getOperation } from '@tollgate/services/api-versions/get-operation';
import { listOperations } from '@tollgate/services/api-versions/list-operations';
import { purgeCache } from '@tollgate/services/api-versions/purge-cache';
import { updateApiVersion } from '@tollgate/services/api-versions/update-api-version';
import { updateOperation } from '@tollgate/services/api-versions/update-operation';
import { deleteApi } from '@tollgate/services/apis/delete-api';
import { getApi } from '@tollgate/services/apis/get-api';
import { listApis } from '@tollgate/services/apis/list-apis';
import { updateApi } from '@tollgate/services/apis/update-api';
import { createApiImport } from '@tollgate/services/imports/create-api-import';
import { getApiImport } from '@tollgate/services/imports/get-api-import';
import { bind } from '../http/bind.ts';

export const apiBindings = [
  bind(routes.listApisRoute, listApis),
  bind(routes.getApiRoute, getApi),
  bind(routes.updateApiRoute, updateApi),
  bind(routes.deleteApiRoute, deleteApi),
  bind(routes.getApiVersionRoute, getApiVersion),
  bind(routes.updateApiVersionRoute, updateApiVersion),
  bind(routes.purgeCacheRoute, purgeCache),
  bind(routes.listOperationsRoute, listOperations),
  bind(routes.getOperationRoute, getOperation),
  bind(routes.updateOperationRoute, updateOperation),
  bind(routes.createApiImportRoute, createApiImport),
  bind(routes.getApiImportRoute, getApiImport),
];
