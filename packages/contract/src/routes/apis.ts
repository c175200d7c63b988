import {
  Api,
  ApiImport,
  ApiVersion,
  CreateApiImportInput,
  DeleteApiInput,
  GetApiImportInput,
  GetApiInput,
  GetApiVersionInput,
  GetOperationInput,
  ListApisInput,
  ListOperationsInput,
  Operation,
  PurgeCacheInput,
  UpdateApiInput,
  UpdateApiVersionInput,
  UpdateOperationInput,
} from '../apis.ts';
import { defineRoute, NoOutput } from './route.ts';

// A document may have 25 MB; as a JSON string, with the target around it, a little more.
const MAX_IMPORT_BYTES = 26 * 1_048_576;

export const listApisRoute = defineRoute({
  id: 'listApis',
  method: 'GET',
  path: '/v1/apis',
  tag: 'APIs',
  summary: 'List APIs with their versions',
  role: 'viewer',
  input: ListApisInput,
  output: Api,
  answer: 'list',
});

export const getApiRoute = defineRoute({
  id: 'getApi',
  method: 'GET',
  path: '/v1/apis/{apiId}',
  tag: 'APIs',
  summary: 'Get an API with its versions',
  role: 'viewer',
  input: GetApiInput,
  output: Api,
  answer: 'one',
});

export const updateApiRoute = defineRoute({
  id: 'updateApi',
  method: 'PATCH',
  path: '/v1/apis/{apiId}',
  tag: 'APIs',
  summary: 'Change name or description of an API',
  role: 'editor',
  input: UpdateApiInput,
  output: Api,
  answer: 'one',
  example: { name: 'World API' },
});

export const deleteApiRoute = defineRoute({
  id: 'deleteApi',
  method: 'DELETE',
  path: '/v1/apis/{apiId}',
  tag: 'APIs',
  summary: 'Delete an API with all versions',
  description: 'Refused with `conflict` while a product covers one of its versions.',
  role: 'admin',
  input: DeleteApiInput,
  output: NoOutput,
  answer: 'none',
  problems: ['conflict'],
});

export const getApiVersionRoute = defineRoute({
  id: 'getApiVersion',
  method: 'GET',
  path: '/v1/api-versions/{apiVersionId}',
  tag: 'API versions',
  summary: 'Get an API version',
  role: 'viewer',
  input: GetApiVersionInput,
  output: ApiVersion,
  answer: 'one',
});

export const updateApiVersionRoute = defineRoute({
  id: 'updateApiVersion',
  method: 'PATCH',
  path: '/v1/api-versions/{apiVersionId}',
  tag: 'API versions',
  summary: 'Change upstream, base path, routing, timeouts, status or policies',
  description: 'Gateways enforce the change within a second.',
  role: 'editor',
  input: UpdateApiVersionInput,
  output: ApiVersion,
  answer: 'one',
  problems: ['conflict', 'upstream_address_forbidden'],
  example: { headTimeoutMs: 10_000, maxBodyBytes: 1_048_576 },
});

export const purgeCacheRoute = defineRoute({
  id: 'purgeCache',
  method: 'POST',
  path: '/v1/api-versions/{apiVersionId}/purge-cache',
  tag: 'API versions',
  summary: 'Purge the cache of an API version',
  description:
    'Gateways let go within a second of all answers that its `cache` policy kept, for all subscriptions.',
  role: 'editor',
  input: PurgeCacheInput,
  output: ApiVersion,
  answer: 'one',
});

export const listOperationsRoute = defineRoute({
  id: 'listOperations',
  method: 'GET',
  path: '/v1/operations',
  tag: 'API versions',
  summary: 'List operations',
  description: 'Narrow it to one version with `filter[apiVersionId]`.',
  role: 'viewer',
  input: ListOperationsInput,
  output: Operation,
  answer: 'list',
});

export const getOperationRoute = defineRoute({
  id: 'getOperation',
  method: 'GET',
  path: '/v1/operations/{operationId}',
  tag: 'API versions',
  summary: 'Get an operation',
  role: 'viewer',
  input: GetOperationInput,
  output: Operation,
  answer: 'one',
});

export const updateOperationRoute = defineRoute({
  id: 'updateOperation',
  method: 'PATCH',
  path: '/v1/operations/{operationId}',
  tag: 'API versions',
  summary: 'Change what an operation matches and where it goes',
  description:
    'Operations of one version may share method and path when their conditions differ. Refused with `conflict` when ' +
    'one request could be of two of them and neither is more specific. Gateways enforce the change within a second.',
  role: 'editor',
  input: UpdateOperationInput,
  output: Operation,
  answer: 'one',
  problems: ['conflict'],
  example: { match: [{ in: 'header', name: 'x-beta', values: ['1'] }], rewrite: '/items/{id}' },
});

export const createApiImportRoute = defineRoute({
  id: 'createApiImport',
  method: 'POST',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'Import an OpenAPI document',
  description:
    'Give the document as text in `document` (JSON or YAML, OpenAPI 3.0 or 3.1, 25 MB at most) or a `url` to fetch it ' +
    'from. With `target.apiId` it becomes a new version of that API, otherwise a new API. Poll the import until it is ' +
    '`succeeded` or `failed`.',
  role: 'editor',
  input: CreateApiImportInput,
  output: ApiImport,
  answer: 'one',
  status: 202,
  problems: ['upstream_address_forbidden', 'not_found'],
  example: { url: 'https://example.com/openapi.json', target: { name: 'World API', basePath: '/world/v1' } },
  maxBodyBytes: MAX_IMPORT_BYTES,
});

export const getApiImportRoute = defineRoute({
  id: 'getApiImport',
  method: 'GET',
  path: '/v1/imports/{importId}',
  tag: 'Imports',
  summary: 'Get how far an import has come',
  role: 'viewer',
  input: GetApiImportInput,
  output: ApiImport,
  answer: 'one',
});
