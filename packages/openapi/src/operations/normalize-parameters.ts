import type { DocParameter, ParameterPlace } from '../imported-api.ts';
import type { Reading } from '../normalize/reading.ts';
import { isMarkedInternal, normalizeSchema } from '../schemas/normalize-schema.ts';
import { cleanText, hasControlCharacters } from '../text/clean-text.ts';
import { type JsonObject, memberLocation, ownValue } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import { normalizeContent, normalizeExamples } from './normalize-content.ts';

const places = new Set<unknown>(['path', 'query', 'header', 'cookie']);
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The parameters of an operation: those of its path, replaced by its own of the same place and name. */
export function mergeParameters(ofPath: DocParameter[], own: DocParameter[]): DocParameter[] {
  const isReplaced = (one: DocParameter) =>
    own.some((other) => other.in === one.in && other.name === one.name);
  return [...ofPath.filter((parameter) => !isReplaced(parameter)), ...own];
}

/** The parameters listed in one place of the document; those marked internal are left out. */
export function normalizeParameters(reading: Reading, value: unknown, location: string): DocParameter[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    reading.problems.add(location, 'parameters must be a list.', 'Write the parameters as a list.');
    return [];
  }
  const seen = new Set<string>();
  const parameters: DocParameter[] = [];
  value.forEach((entry, index) => {
    const at = memberLocation(location, index);
    const found = reading.object(entry, at, 'A parameter');
    if (!found) return;
    const parameter = reading.once('parameter', found.value, () =>
      readParameter(reading, found.value, found.location),
    );
    if (!parameter || isHidden(found.value, parameter)) return;
    const key = `${parameter.in} ${parameter.name}`;
    if (seen.has(key)) {
      const message = `The ${parameter.in} parameter ${quoted(parameter.name)} is listed twice.`;
      reading.problems.add(at, message, 'Remove one of the two.');
    }
    seen.add(key);
    parameters.push(parameter);
  });
  return parameters;
}

function isHidden(source: JsonObject, parameter: DocParameter): boolean {
  // A path cannot be called without its parameters, so those are always shown.
  return parameter.in !== 'path' && isMarkedInternal(source);
}

function readParameter(reading: Reading, value: JsonObject, location: string): DocParameter | undefined {
  const place = readPlace(reading, value, location);
  const name = readName(reading, value, location, place);
  if (!place || !name) return undefined;
  const examples = normalizeExamples(reading, value, location);
  const content = normalizeContent(reading, ownValue(value, 'content'), `${location}/content`)[0];
  const parameter: DocParameter = {
    name,
    in: place,
    required: place === 'path' || ownValue(value, 'required') === true,
    deprecated: ownValue(value, 'deprecated') === true,
    description: cleanText(ownValue(value, 'description'), reading.limits.maxDescriptionLength),
    schema: content?.schema ?? readSchema(reading, value, location),
    examples: examples.length > 0 ? examples : (content?.examples ?? []),
  };
  if (parameter.examples[0]) parameter.example = parameter.examples[0].value;
  if (content) parameter.mediaType = content.mediaType;
  const style = ownValue(value, 'style');
  if (typeof style === 'string' && /^[A-Za-z]{1,20}$/.test(style)) parameter.style = style;
  const explode = ownValue(value, 'explode');
  if (typeof explode === 'boolean') parameter.explode = explode;
  reading.spend(120 + name.length + parameter.description.length);
  return parameter;
}

function readSchema(reading: Reading, value: JsonObject, location: string) {
  const schema = ownValue(value, 'schema');
  return schema === undefined ? {} : normalizeSchema(reading, schema, `${location}/schema`);
}

function readPlace(reading: Reading, value: JsonObject, location: string): ParameterPlace | undefined {
  const place = ownValue(value, 'in');
  if (places.has(place)) return place as ParameterPlace;
  const at = memberLocation(location, 'in');
  if (place === 'querystring') {
    reading.warnings.add(
      at,
      'A parameter for the whole query string is left out.',
      'List single parameters.',
    );
  } else if (place === 'body' || place === 'formData') {
    reading.problems.add(at, `"in: ${place}" belongs to Swagger 2.`, 'Describe the body with requestBody.');
  } else {
    reading.problems.add(
      at,
      'A parameter must say where it goes.',
      'Set in to path, query, header or cookie.',
    );
  }
  return undefined;
}

function readName(
  reading: Reading,
  value: JsonObject,
  location: string,
  place: ParameterPlace | undefined,
): string | undefined {
  const name = ownValue(value, 'name');
  const at = memberLocation(location, 'name');
  if (typeof name !== 'string' || name === '') {
    reading.problems.add(at, 'A parameter must have a name.', 'Add the name.');
  } else if (name.length > 300) {
    reading.problems.add(at, 'The name of a parameter is longer than 300 characters.', 'Shorten it.');
  } else if (hasControlCharacters(name)) {
    reading.problems.add(at, `The name ${quoted(name)} holds control characters.`, 'Remove them.');
  } else if (place === 'header' && !headerName.test(name)) {
    const fix = 'Use letters, digits and hyphens only.';
    reading.problems.add(at, `${quoted(name)} cannot be the name of a header.`, fix);
  } else {
    return name;
  }
  return undefined;
}
