import { type ImportProblem, importProblem } from '../import-problem.ts';
import { isObject, type JsonObject, ownValue } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';

type Lookalike = { name: string; fix: string; matches: (root: JsonObject) => boolean };

const exportFix = 'Export the API as OpenAPI 3.0 or 3.1 and import that.';

const lookalikes: Lookalike[] = [
  {
    name: 'a Swagger 2.0 document',
    fix: 'Convert it to OpenAPI 3 first, for example with `npx swagger2openapi`, and import the result.',
    matches: (root) => /^2(\.|$)/.test(asText(ownValue(root, 'swagger'))),
  },
  {
    name: 'a Swagger 1 document',
    fix: 'Convert it to OpenAPI 3 first and import the result.',
    matches: (root) => has(root, 'swaggerVersion') || has(root, 'swagger'),
  },
  { name: 'an AsyncAPI document', fix: exportFix, matches: (root) => has(root, 'asyncapi') },
  { name: 'an Arazzo document', fix: exportFix, matches: (root) => has(root, 'arazzo') },
  {
    name: 'an OpenAPI overlay',
    fix: 'Apply it to its document first.',
    matches: (root) => has(root, 'overlay'),
  },
  { name: 'an OpenRPC document', fix: exportFix, matches: (root) => has(root, 'openrpc') },
  { name: 'a Postman collection', fix: exportFix, matches: isPostman },
  { name: 'a GraphQL introspection result', fix: exportFix, matches: isGraphql },
  { name: 'a HAR recording', fix: exportFix, matches: (root) => has(root, 'log') },
  { name: 'a Kong declarative file', fix: exportFix, matches: (root) => has(root, '_format_version') },
  {
    name: 'a Kubernetes manifest',
    fix: exportFix,
    matches: (root) => has(root, 'apiVersion') && has(root, 'kind'),
  },
  { name: 'a JSON Schema', fix: exportFix, matches: (root) => has(root, '$schema') },
];

/** The document's root and OpenAPI version; a problem that says what it is instead, when it is not OpenAPI 3. */
export function identifyDocument(value: unknown): { root: JsonObject; openapi: string } {
  if (!isObject(value))
    throw notOpenApi(`The document is ${describe(value)}, not an OpenAPI document.`, exportFix);
  const declared = ownValue(value, 'openapi');
  if (declared === undefined) {
    const known = lookalikes.find((lookalike) => lookalike.matches(value));
    if (known) throw notOpenApi(`This is ${known.name}, not OpenAPI 3.`, known.fix);
    throw importProblem(
      '#/openapi',
      'The document does not say which OpenAPI version it is in.',
      'Start it with "openapi: 3.1.0", or choose an OpenAPI document.',
    );
  }
  const text = typeof declared === 'number' ? declared.toFixed(1) : asText(declared);
  if (/^3\.[012](\.\d{1,3})?(-[\w.]{1,40})?$/.test(text)) return { root: value, openapi: text };
  throw importProblem(
    '#/openapi',
    `The OpenAPI version ${quoted(text)} is not supported.`,
    'Use OpenAPI 3.0 or 3.1, written like 3.1.0.',
  );
}

function notOpenApi(message: string, fix: string): ImportProblem {
  return importProblem('document', message, fix);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'empty';
  return typeof value === 'string' ? 'plain text' : `a single ${typeof value}`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function has(root: JsonObject, key: string): boolean {
  return Object.hasOwn(root, key);
}

function isPostman(root: JsonObject): boolean {
  const info = ownValue(root, 'info');
  if (!isObject(info)) return false;
  return has(info, '_postman_id') || asText(ownValue(info, 'schema')).includes('getpostman.com');
}

function isGraphql(root: JsonObject): boolean {
  const data = ownValue(root, 'data');
  return has(root, '__schema') || (isObject(data) && has(data, '__schema'));
}
