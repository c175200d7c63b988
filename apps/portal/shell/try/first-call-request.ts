import type { SampleRequest } from '@tollgate/openapi/samples/sample-request';
import type { DocsAt } from '../paths.ts';

/** Stands where the key will be. */
export const KEY_PLACEHOLDER = 'YOUR_API_KEY';

/** A request to send first, with the key's placeholder in it. */
export interface FirstCallRequest {
  where: DocsAt;
  operationId: string;
  baseUrl: string;
  request: SampleRequest;
}

/** The same request with a key in it. */
export function withKey(request: SampleRequest, key: string): SampleRequest {
  const headers = request.headers.map(({ name, value }) => ({
    name,
    value: value === KEY_PLACEHOLDER ? key : value,
  }));
  return { ...request, headers };
}
