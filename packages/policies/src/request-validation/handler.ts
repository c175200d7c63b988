import type { OperationDescription } from '@tollgate/domain/operation-description';
import { refuseOrReport } from '../finding.ts';
import { isJsonType } from '../media-type.ts';
import type { DescribedOperation, PlacedError, PolicyHandler, PolicyRequest } from '../policy.ts';
import { judgeParameters } from './parameters.ts';
import type { RequestValidationConfig } from './schema.ts';
import { MOST_ERRORS, prepareSchemas, type Schemas, validate } from './validate.ts';

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Makes the handler of the request-validation policy. */
export function createRequestValidationHandler(): PolicyHandler<RequestValidationConfig> {
  const prepared = new WeakMap<object, Schemas>();
  const schemasOf = ({ schemas }: DescribedOperation) => {
    let known = prepared.get(schemas);
    if (!known) {
      known = prepareSchemas(schemas);
      prepared.set(schemas, known);
    }
    return known;
  };
  return (request, config) => {
    const { operation } = request;
    // Without it nothing is known to hold the request to, and the policy promised that something is.
    if (operation === null) throw new Error('the operation has no description');
    const schemas = schemasOf(operation);
    const { description, template } = operation;
    const errors = [
      ...(config.parameters
        ? judgeParameters(description, schemas, template, request, config.unknownQuery)
        : []),
      ...(config.body ? judgeBody(description, schemas, request) : []),
    ].slice(0, MOST_ERRORS);
    if (errors.length === 0) return refuseOrReport(config.mode, null);
    const { location, message } = errors[0] as PlacedError;
    const others = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
    return refuseOrReport(config.mode, {
      kind: 'reject',
      problem: 'request_invalid',
      detail: `${location}: ${message}${others}.`,
      errors,
    });
  };
}

function judgeBody({ body }: OperationDescription, schemas: Schemas, request: PolicyRequest): PlacedError[] {
  if (body === null) return [];
  const isThere = request.hasBody && (request.body === null || request.body.length > 0);
  if (!isThere) return body.required ? [{ location: 'body', message: 'is required' }] : [];
  const types = request.headerValues('content-type');
  const sent = (types[0] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const content =
    types.length > 1 ? undefined : body.content.find(({ mediaType }) => isOfType(sent, mediaType));
  if (!content) {
    const known = body.content.map(({ mediaType }) => mediaType).join(', ');
    return [{ location: 'header.content-type', message: `must be one of ${known}` }];
  }
  if (!isJsonType(types) || content.schema === null) return [];
  if (request.body === null) return [{ location: 'body', message: 'could not be read' }];
  let value: unknown;
  try {
    value = JSON.parse(DECODER.decode(request.body));
  } catch {
    return [{ location: 'body', message: 'must be JSON' }];
  }
  try {
    return validate(schemas, content.schema, value, 'body');
  } catch (error) {
    if (error instanceof RangeError) return [{ location: 'body', message: 'is nested too deep' }];
    throw error;
  }
}

function isOfType(sent: string, described: string): boolean {
  const range = described.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (range === '*/*') return true;
  return range.endsWith('/*') ? sent.startsWith(range.slice(0, -1)) : sent === range;
}
