import { editBody, editsBody } from '../body-edits.ts';
import { editHeaders, editsHeaders } from '../header-edits.ts';
import { mayBeJson, valuesIn } from '../media-type.ts';
import type { ResponseHandler } from '../policy.ts';
import type { ResponseTransformConfig } from './schema.ts';

/** What is only true of a body as the upstream sent it. */
const OF_THE_BODY: ReadonlySet<string> = new Set([
  'content-digest',
  'content-md5',
  'digest',
  'etag',
  'repr-digest',
]);

/** Makes the handler of the response-transform policy. */
export function createResponseTransformHandler(): ResponseHandler<ResponseTransformConfig> {
  return (response, config, request) => {
    if (!isMeant(response.status, config.statuses)) return { kind: 'continue' };
    const isBodyEdited =
      response.body !== null &&
      response.body.length > 0 &&
      mayBeJson(valuesIn(response.headers, 'content-type')) &&
      editsBody(config);
    const body = isBodyEdited ? editBody(response.body as Uint8Array, config, request) : undefined;
    if (body === null) {
      return {
        kind: 'reject',
        problem: 'upstream_invalid_response',
        detail:
          'The API behind the gateway answered with a body that is not JSON, although its type says so.',
      };
    }
    const headers = body
      ? response.headers.filter((_, i, pairs) => !OF_THE_BODY.has(pairs[i - (i % 2)] as string))
      : response.headers;
    return {
      kind: 'continue',
      headers: editsHeaders(config) ? editHeaders(headers, config, request) : headers,
      ...(body ? { body } : {}),
    };
  };
}

function isMeant(status: number, statuses: readonly string[]): boolean {
  if (statuses.length === 0) return true;
  const text = String(status);
  return statuses.includes(text) || statuses.includes(`${text[0]}xx`);
}
