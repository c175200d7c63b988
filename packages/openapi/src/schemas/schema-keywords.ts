/** How the value of a schema keyword is read; keywords not listed are left out. */
export type KeywordKind =
  | 'schema'
  | 'schema-list'
  | 'schema-map'
  | 'line'
  | 'text'
  | 'number'
  | 'boolean'
  | 'data'
  | 'data-list'
  | 'names';

/** The keywords of JSON Schema 2020-12 and OpenAPI 3.1 that are kept. */
export const schemaKeywords: ReadonlyMap<string, KeywordKind> = new Map<string, KeywordKind>([
  ...keywords('line', 'title', 'format', 'contentEncoding', 'contentMediaType'),
  ...keywords('text', 'description', 'pattern'),
  ...keywords('number', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'),
  ...keywords('number', 'maxLength', 'minLength', 'maxItems', 'minItems', 'maxContains', 'minContains'),
  ...keywords('number', 'maxProperties', 'minProperties'),
  ...keywords('boolean', 'uniqueItems', 'readOnly', 'writeOnly', 'deprecated'),
  ...keywords('data', 'const', 'default'),
  ...keywords('data-list', 'enum', 'examples'),
  ...keywords('names', 'required'),
  ...keywords('schema', 'additionalProperties', 'items', 'not', 'if', 'then', 'else', 'contains'),
  ...keywords('schema', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema'),
  ...keywords('schema-list', 'allOf', 'anyOf', 'oneOf', 'prefixItems'),
  ...keywords('schema-map', 'properties', 'patternProperties', 'dependentSchemas', '$defs'),
]);

function keywords(kind: KeywordKind, ...names: string[]): [string, KeywordKind][] {
  return names.map((name) => [name, kind]);
}
