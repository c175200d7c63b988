import type { DocHeader, DocRequestBody, DocResponse } from '../imported-api.ts';
import type { Reading } from '../normalize/reading.ts';
import { normalizeSchema } from '../schemas/normalize-schema.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { isObject, type JsonObject, memberLocation, ownValue } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import { normalizeContent } from './normalize-content.ts';

const statusKey = /^(?:[1-5](?:[0-9]{2}|XX)|default)$/;

/** The responses of an operation, in the order of the document. */
export function normalizeResponses(reading: Reading, value: unknown, location: string): DocResponse[] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    reading.problems.add(location, 'responses must be an object.', 'Write one entry for each status code.');
    return [];
  }
  const responses: DocResponse[] = [];
  for (const key of Object.keys(value)) {
    if (key.startsWith('x-')) continue;
    const at = memberLocation(location, key);
    const status = key.replace(/xx$/i, 'XX');
    if (!statusKey.test(status)) {
      const message = `${quoted(key)} is not a status code.`;
      reading.problems.add(at, message, 'Use a code such as 200, a class such as 4XX, or default.');
      continue;
    }
    const found = reading.object(value[key], at, 'A response');
    if (!found) continue;
    const response = reading.once('response', found.value, () =>
      readResponse(reading, found.value, found.location),
    );
    responses.push({ status, ...response });
  }
  return responses;
}

/** The body that an operation takes, or undefined when it takes none. */
export function normalizeRequestBody(
  reading: Reading,
  value: unknown,
  location: string,
): DocRequestBody | undefined {
  if (value === undefined) return undefined;
  const found = reading.object(value, location, 'requestBody');
  if (!found) return undefined;
  return reading.once('body', found.value, () => {
    const description = cleanText(ownValue(found.value, 'description'), reading.limits.maxDescriptionLength);
    reading.spend(60 + description.length);
    return {
      description,
      required: ownValue(found.value, 'required') === true,
      content: normalizeContent(reading, ownValue(found.value, 'content'), `${found.location}/content`),
    };
  });
}

function readResponse(reading: Reading, value: JsonObject, location: string): Omit<DocResponse, 'status'> {
  const description = cleanText(ownValue(value, 'description'), reading.limits.maxDescriptionLength);
  reading.spend(80 + description.length);
  return {
    description,
    headers: readHeaders(reading, ownValue(value, 'headers'), `${location}/headers`),
    content: normalizeContent(reading, ownValue(value, 'content'), `${location}/content`),
  };
}

function readHeaders(reading: Reading, value: unknown, location: string): DocHeader[] {
  if (!isObject(value)) return [];
  const headers: DocHeader[] = [];
  for (const key of Object.keys(value)) {
    const found = reading.object(value[key], memberLocation(location, key), 'A header');
    if (!found) continue;
    const header = reading.once('header', found.value, () =>
      readHeader(reading, found.value, found.location),
    );
    headers.push({ name: cleanLine(key, 300), ...header });
  }
  return headers;
}

function readHeader(reading: Reading, value: JsonObject, location: string): Omit<DocHeader, 'name'> {
  const schema = ownValue(value, 'schema');
  const content = normalizeContent(reading, ownValue(value, 'content'), `${location}/content`)[0];
  const description = cleanText(ownValue(value, 'description'), reading.limits.maxDescriptionLength);
  reading.spend(80 + description.length);
  return {
    required: ownValue(value, 'required') === true,
    deprecated: ownValue(value, 'deprecated') === true,
    description,
    schema:
      schema === undefined ? (content?.schema ?? {}) : normalizeSchema(reading, schema, `${location}/schema`),
  };
}
