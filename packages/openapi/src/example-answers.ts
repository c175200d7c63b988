import type { AnswerExample } from '@tollgate/domain/operation-description';
import { exampleFromSchema } from './example-from-schema.ts';
import type { ApiSchema, DocHeader, DocMediaType, DocResponse } from './imported-api.ts';
import { setOwn } from './text/json-value.ts';

/** Characters of one body; a longer example is left out. */
const MOST_BODY = 65_536;
/** Characters of all bodies of one operation. */
const MOST_OF_OPERATION = 262_144;
const MOST_EXAMPLES = 20;
const MOST_HEADERS = 20;
const MOST_HEADER_VALUE = 1000;

type NamedSchemas = Record<string, ApiSchema>;

/**
 * The answers that an operation's description gives examples of; where it gives none, JSON and text are made up from
 * the schema, always the same. What is too long is left out.
 */
export function exampleAnswers(responses: readonly DocResponse[], schemas: NamedSchemas): AnswerExample[] {
  let left = MOST_OF_OPERATION;
  return responses.map(({ status, headers, content }) => {
    const bodies = content.flatMap((media) => bodiesOf(media, schemas));
    const fitting = bodies.slice(0, MOST_EXAMPLES).filter(({ body }) => {
      left -= body.length;
      return left >= 0;
    });
    return { status, headers: headerValues(headers, schemas), bodies: fitting };
  });
}

function bodiesOf({ mediaType: range, schema, examples }: DocMediaType, schemas: NamedSchemas) {
  const mediaType = concrete(range);
  const given = examples.flatMap(({ name, value }) => {
    const body = writeBody(mediaType, value);
    return body === null ? [] : [{ mediaType, name, body }];
  });
  if (given.length > 0 || schema === undefined) return given;
  const made = exampleFromSchema(schema, schemas, { direction: 'response' });
  const body = isText(mediaType) || isJson(mediaType) ? writeBody(mediaType, made) : null;
  return body === null ? [] : [{ mediaType, name: '', body }];
}

// The text of an example that is not JSON stands in the document as it is.
function writeBody(mediaType: string, value: unknown): string | null {
  const body = typeof value === 'string' && !isJson(mediaType) ? value : JSON.stringify(value);
  const isWritten = typeof value === 'string' || isJson(mediaType);
  return isWritten && body.length <= MOST_BODY ? body : null;
}

function headerValues(headers: readonly DocHeader[], schemas: NamedSchemas): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, schema } of headers.slice(0, MOST_HEADERS)) {
    const value = exampleFromSchema(schema, schemas, { direction: 'response' });
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    const text = String(value);
    if (text.length <= MOST_HEADER_VALUE) setOwn(values, name, text);
  }
  return values;
}

// An answer has one type, also where the document names a range of them.
function concrete(range: string): string {
  if (!range.includes('*')) return range;
  return isText(range) ? 'text/plain' : 'application/json';
}

function isJson(mediaType: string): boolean {
  return /^[a-z]+\/(?:[a-z0-9.*_-]+\+)?json\s*(?:;|$)/i.test(mediaType);
}

function isText(mediaType: string): boolean {
  return /^text\/(?:plain|\*)/i.test(mediaType);
}
