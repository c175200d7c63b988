import { editBody, editsBody } from '../body-edits.ts';
import { editHeaders, editsHeaders } from '../header-edits.ts';
import { mayBeJson } from '../media-type.ts';
import type { PolicyHandler } from '../policy.ts';
import { editQuery } from './edit-query.ts';
import type { RequestTransformConfig } from './schema.ts';

/** Makes the handler of the request-transform policy. */
export function createRequestTransformHandler(): PolicyHandler<RequestTransformConfig> {
  return (request, config) => {
    const isBodyEdited =
      request.body !== null && mayBeJson(request.headerValues('content-type')) && editsBody(config);
    const body = isBodyEdited ? editBody(request.body as Uint8Array, config, request) : undefined;
    if (body === null) {
      return {
        kind: 'reject',
        problem: 'request_refused',
        detail: 'The body is not JSON that can be read, although its Content-Type says so.',
      };
    }
    return {
      kind: 'continue',
      forward: {
        query: editQuery(request.query, config, request),
        ...(editsHeaders(config) ? { headers: editHeaders(request.headers, config, request) } : {}),
        ...(body ? { body } : {}),
      },
    };
  };
}
