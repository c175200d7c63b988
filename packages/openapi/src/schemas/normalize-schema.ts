import type { ApiSchema, SchemaObject } from '../imported-api.ts';
import type { Reading } from '../normalize/reading.ts';
import { cleanJson, jsonLength } from '../text/clean-json.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { isObject, type JsonObject, memberLocation, ownValue, setOwn } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import { schemaKeywords } from './schema-keywords.ts';
import { schemaRef } from './schema-ref.ts';
import { upgradeSchema } from './upgrade-schema.ts';

const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/** A schema in the 3.1 dialect, with only known keywords and references by name. Problems are noted. */
export function normalizeSchema(reading: Reading, value: unknown, location: string): ApiSchema {
  if (typeof value === 'boolean') return value;
  if (!isObject(value)) {
    reading.problems.add(location, 'A schema must be an object.', 'Write a schema, or {} for any value.');
    return true;
  }
  const schema: SchemaObject = {};
  reading.spend(12);
  readRef(reading, value, location, schema);
  readType(reading, value, location, schema);
  for (const keyword of Object.keys(value)) {
    if (!schemaKeywords.has(keyword)) continue;
    const read = readKeyword(reading, keyword, value[keyword], memberLocation(location, keyword));
    if (read === undefined) continue;
    schema[keyword] = read;
    if (isShort(keyword)) reading.spend(keyword.length + jsonLength(read));
  }
  readDiscriminator(reading, value, location, schema);
  hideInternalProperties(value, schema);
  return upgradeSchema(value, schema);
}

/** The value of a property, parameter or the like that is marked `x-internal: true`. */
export function isMarkedInternal(value: unknown): boolean {
  return isObject(value) && ownValue(value, 'x-internal') === true;
}

function isShort(keyword: string): boolean {
  return !schemaKeywords.get(keyword)?.startsWith('schema');
}

function readRef(reading: Reading, value: JsonObject, location: string, schema: SchemaObject): void {
  const ref = ownValue(value, '$ref');
  if (ref === undefined) return;
  const at = memberLocation(location, '$ref');
  if (typeof ref !== 'string') {
    reading.problems.add(at, 'A reference must be text.', 'Write it like #/components/schemas/Name.');
    return;
  }
  const name = reading.schemaNames.nameOf(ref, at, reading.problems);
  if (name === undefined) return;
  schema.$ref = schemaRef(name);
  reading.spend(schema.$ref.length + 8);
}

function readType(reading: Reading, value: JsonObject, location: string, schema: SchemaObject): void {
  const declared = ownValue(value, 'type');
  if (declared === undefined) return;
  const listed = Array.isArray(declared) ? declared : [declared];
  const known = listed.filter((type): type is string => typeof type === 'string' && types.has(type));
  if (known.length < listed.length) {
    const unknown = listed.find((type) => !known.includes(type as string));
    reading.warnings.add(
      memberLocation(location, 'type'),
      `The type ${typeof unknown === 'string' ? quoted(unknown) : 'given'} is not one of JSON Schema; it is left out.`,
      `Use one of ${[...types].join(', ')}.`,
    );
  }
  const unique = [...new Set(known)];
  if (unique.length > 0) schema.type = unique.length === 1 ? unique[0] : unique;
}

function readKeyword(reading: Reading, keyword: string, value: unknown, at: string): unknown {
  switch (schemaKeywords.get(keyword)) {
    case 'schema':
      return normalizeSchema(reading, value, at);
    case 'schema-list':
      return readSchemaList(reading, keyword, value, at);
    case 'schema-map':
      return readSchemaMap(reading, keyword, value, at);
    case 'line':
      return typeof value === 'string' ? cleanLine(value, 500) : undefined;
    case 'text':
      return typeof value === 'string' ? cleanText(value, reading.limits.maxDescriptionLength) : undefined;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return value === true ? true : undefined;
    case 'data':
      return cleanJson(value);
    case 'data-list':
      return Array.isArray(value) ? value.map(cleanJson) : undefined;
    case 'names':
      return Array.isArray(value) ? value.map((name) => cleanLine(name, 500)).filter(Boolean) : undefined;
    case undefined:
      return undefined;
  }
}

function readSchemaList(reading: Reading, keyword: string, value: unknown, at: string): unknown {
  if (Array.isArray(value)) {
    return value.map((member, index) => normalizeSchema(reading, member, memberLocation(at, index)));
  }
  reading.problems.add(at, `${keyword} must be a list of schemas.`, 'Put the schemas into a list.');
  return undefined;
}

function readSchemaMap(reading: Reading, keyword: string, value: unknown, at: string): unknown {
  if (!isObject(value)) {
    reading.problems.add(at, `${keyword} must be an object of schemas.`, 'Write one schema under each name.');
    return undefined;
  }
  const map: Record<string, ApiSchema> = {};
  for (const name of Object.keys(value)) {
    if (isMarkedInternal(value[name])) continue;
    const cleanName = cleanLine(name, 500);
    reading.spend(cleanName.length + 4);
    setOwn(map, cleanName, normalizeSchema(reading, value[name], memberLocation(at, name)));
  }
  return map;
}

function readDiscriminator(
  reading: Reading,
  value: JsonObject,
  location: string,
  schema: SchemaObject,
): void {
  const declared = ownValue(value, 'discriminator');
  if (!isObject(declared)) return;
  const propertyName = cleanLine(ownValue(declared, 'propertyName'), 500);
  if (!propertyName) return;
  const mapping: Record<string, string> = {};
  const declaredMapping = ownValue(declared, 'mapping');
  if (isObject(declaredMapping)) {
    const at = `${location}/discriminator/mapping`;
    for (const [key, target] of Object.entries(declaredMapping)) {
      if (typeof target !== 'string') continue;
      const ref = target.includes('/') || target.includes('#') ? target : schemaRef(target);
      const name = reading.schemaNames.nameOf(ref, memberLocation(at, key), reading.problems);
      if (name !== undefined) setOwn(mapping, cleanLine(key, 500), schemaRef(name));
    }
  }
  schema.discriminator = Object.keys(mapping).length > 0 ? { propertyName, mapping } : { propertyName };
  reading.spend(jsonLength(schema.discriminator));
}

function hideInternalProperties(value: JsonObject, schema: SchemaObject): void {
  const properties = ownValue(value, 'properties');
  if (!isObject(properties) || !schema.required) return;
  schema.required = schema.required.filter((name) => !isMarkedInternal(ownValue(properties, name)));
}
