import type { DocExample, DocMediaType } from '../imported-api.ts';
import type { Reading } from '../normalize/reading.ts';
import { normalizeSchema } from '../schemas/normalize-schema.ts';
import { cleanJson, jsonLength } from '../text/clean-json.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { isObject, type JsonObject, memberLocation, ownValue } from '../text/json-value.ts';

/** The media types of a body, in the order of the document. */
export function normalizeContent(reading: Reading, value: unknown, location: string): DocMediaType[] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    reading.problems.add(location, 'content must be an object.', 'Write one entry for each media type.');
    return [];
  }
  const content: DocMediaType[] = [];
  for (const name of Object.keys(value)) {
    const at = memberLocation(location, name);
    const found = reading.object(value[name], at, 'A media type');
    if (found) content.push(normalizeMediaType(reading, name, found.value, found.location));
  }
  return content;
}

function normalizeMediaType(
  reading: Reading,
  name: string,
  value: JsonObject,
  location: string,
): DocMediaType {
  const media: DocMediaType = {
    mediaType: cleanLine(name, 200),
    examples: normalizeExamples(reading, value, location),
  };
  // 3.2 streams describe one item instead of the whole.
  const keyword = ownValue(value, 'schema') === undefined ? 'itemSchema' : 'schema';
  const schema = ownValue(value, keyword);
  if (schema !== undefined) media.schema = normalizeSchema(reading, schema, `${location}/${keyword}`);
  reading.spend(40 + media.mediaType.length);
  return media;
}

/** The examples of a parameter or media type: `examples` by name, else the single `example`. */
export function normalizeExamples(reading: Reading, value: JsonObject, location: string): DocExample[] {
  const named = ownValue(value, 'examples');
  if (!isObject(named)) {
    const single = ownValue(value, 'example');
    if (single === undefined) return [];
    const example = readValue(reading, single, `${location}/example`);
    return example === undefined ? [] : [{ name: '', summary: '', description: '', value: example }];
  }
  const examples: DocExample[] = [];
  for (const name of Object.keys(named)) {
    const found = reading.object(named[name], memberLocation(`${location}/examples`, name), 'An example');
    if (!found) continue;
    const read = reading.once('example', found.value, () =>
      readExample(reading, found.value, found.location),
    );
    if (read) examples.push({ name: cleanLine(name, 200), ...read });
  }
  return examples;
}

function readExample(
  reading: Reading,
  value: JsonObject,
  location: string,
): Omit<DocExample, 'name'> | undefined {
  const data = ownValue(value, 'value') ?? ownValue(value, 'dataValue') ?? ownValue(value, 'serializedValue');
  if (data === undefined) return undefined;
  const read = readValue(reading, data, location);
  if (read === undefined) return undefined;
  const summary = cleanLine(ownValue(value, 'summary'), 500);
  const description = cleanText(ownValue(value, 'description'), reading.limits.maxDescriptionLength);
  reading.spend(60 + summary.length + description.length);
  return { summary, description, value: read };
}

function readValue(reading: Reading, value: unknown, location: string): unknown {
  const length = jsonLength(value, reading.limits.maxExampleLength);
  if (length <= reading.limits.maxExampleLength) {
    reading.spend(length);
    return cleanJson(value);
  }
  reading.warnings.add(
    location,
    `The example is longer than ${reading.limits.maxExampleLength.toLocaleString('en')} characters; it is left out.`,
    'Shorten it; a few list items are enough.',
  );
  return undefined;
}
