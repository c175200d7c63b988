import type {
  CodeSample,
  DocParameter,
  Extensions,
  ExternalDocs,
  ImportedOperation,
  OperationDetail,
  SecurityRequirement,
} from '../imported-api.ts';
import { readExtensions } from '../normalize/extensions.ts';
import { normalizeSecurity } from '../normalize/normalize-security.ts';
import { normalizeServers } from '../normalize/normalize-servers.ts';
import { cleanTagNames } from '../normalize/normalize-tags.ts';
import type { Reading } from '../normalize/reading.ts';
import { isMarkedInternal } from '../schemas/normalize-schema.ts';
import { cleanHttpUrl, cleanLine, cleanText, hasControlCharacters } from '../text/clean-text.ts';
import { isObject, type JsonObject, memberLocation, ownValue } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import { mergeParameters, normalizeParameters } from './normalize-parameters.ts';
import { normalizeRequestBody, normalizeResponses } from './normalize-responses.ts';
import { readRoute } from './read-route.ts';

/** What an operation takes over from its path and its document. */
export type OperationSurroundings = {
  method: string;
  path: string;
  pathParameterNames: string[];
  isInternal: boolean;
  parameters: DocParameter[];
  servers: string[];
  security: SecurityRequirement[];
  extensions: Extensions;
};

/** One operation with everything its docs need. The operationId is '' when the document gives none. */
export function normalizeOperation(
  reading: Reading,
  value: JsonObject,
  location: string,
  around: OperationSurroundings,
): ImportedOperation {
  const { method, path } = around;
  const operationId = readOperationId(reading, value, location);
  const summary = cleanLine(ownValue(value, 'summary'), 500);
  const tags = cleanTagNames(ownValue(value, 'tags'));
  const deprecated = ownValue(value, 'deprecated') === true;
  const own = normalizeParameters(reading, ownValue(value, 'parameters'), `${location}/parameters`);
  const parameters = mergeParameters(around.parameters, own);
  checkPathParameters(reading, parameters, location, around);
  const description = cleanText(ownValue(value, 'description'), reading.limits.maxDescriptionLength);
  const security = ownValue(value, 'security');
  const servers = normalizeServers(reading, ownValue(value, 'servers'), `${location}/servers`);
  const detail: OperationDetail = {
    operationId,
    method,
    path,
    summary,
    description,
    tags,
    deprecated,
    parameters: parameters.filter(
      (parameter) => parameter.in !== 'path' || around.pathParameterNames.includes(parameter.name),
    ),
    responses: normalizeResponses(reading, ownValue(value, 'responses'), `${location}/responses`),
    security:
      security === undefined ? around.security : normalizeSecurity(reading, security, `${location}/security`),
    codeSamples: readCodeSamples(reading, value),
    servers: servers.length > 0 ? servers : around.servers,
  };
  const body = normalizeRequestBody(reading, ownValue(value, 'requestBody'), `${location}/requestBody`);
  if (body) detail.requestBody = body;
  const externalDocs = readExternalDocs(value);
  if (externalDocs) detail.externalDocs = externalDocs;
  reading.spend(300 + path.length + summary.length + description.length);
  const internal = around.isInternal || isMarkedInternal(value);
  const extensions = { ...around.extensions, ...readExtensions(reading, value) };
  const route = readRoute(reading, extensions, location, around);
  return { operationId, method, path, summary, tags, deprecated, internal, route, extensions, detail };
}

/** The link to further reading, when it is a web address. */
export function readExternalDocs(value: JsonObject): ExternalDocs | undefined {
  const declared = ownValue(value, 'externalDocs');
  if (!isObject(declared)) return undefined;
  const url = cleanHttpUrl(ownValue(declared, 'url'));
  return url ? { url, description: cleanLine(ownValue(declared, 'description'), 500) } : undefined;
}

function readOperationId(reading: Reading, value: JsonObject, location: string): string {
  const declared = ownValue(value, 'operationId');
  if (declared === undefined || declared === null || declared === '') return '';
  const at = memberLocation(location, 'operationId');
  if (typeof declared !== 'string') {
    reading.problems.add(at, 'operationId must be text.', 'Write it as text, or leave it out.');
  } else if (declared.length > 200) {
    reading.problems.add(at, 'operationId is longer than 200 characters.', 'Shorten it.');
  } else if (hasControlCharacters(declared)) {
    reading.problems.add(at, `operationId ${quoted(declared)} holds control characters.`, 'Remove them.');
  } else {
    return declared.trim();
  }
  return '';
}

function checkPathParameters(
  reading: Reading,
  parameters: DocParameter[],
  location: string,
  around: OperationSurroundings,
): void {
  const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  for (const name of around.pathParameterNames) {
    if (declared.includes(name)) continue;
    reading.problems.add(
      `${location}/parameters`,
      `The path has {${name}}, but no path parameter of that name is declared.`,
      `Add a parameter with "name: ${name}", "in: path" and "required: true".`,
    );
  }
  for (const name of declared) {
    if (around.pathParameterNames.includes(name)) continue;
    const message = `The path parameter ${quoted(name)} is not in the path ${quoted(around.path)}; it is left out.`;
    reading.warnings.add(
      `${location}/parameters`,
      message,
      `Add {${name}} to the path, or remove the parameter.`,
    );
  }
}

function readCodeSamples(reading: Reading, value: JsonObject): CodeSample[] {
  const declared = ownValue(value, 'x-codeSamples') ?? ownValue(value, 'x-code-samples');
  if (!Array.isArray(declared)) return [];
  return declared.filter(isObject).flatMap((entry) => {
    const lang = cleanLine(ownValue(entry, 'lang'), 50);
    const source = cleanText(ownValue(entry, 'source'), reading.limits.maxDescriptionLength);
    reading.spend(source.length + 60);
    return source ? [{ lang, label: cleanLine(ownValue(entry, 'label'), 100) || lang, source }] : [];
  });
}
