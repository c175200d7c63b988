import { importProblem } from '../import-problem.ts';
import type { ApiSchema, ImportedApi, ImportProgress } from '../imported-api.ts';
import { defaultImportLimits, type ImportLimits } from '../limits.ts';
import { readExternalDocs } from '../operations/normalize-operation.ts';
import { normalizePaths } from '../operations/normalize-paths.ts';
import { isMarkedInternal, normalizeSchema } from '../schemas/normalize-schema.ts';
import { cleanLine, cleanText, hasControlCharacters } from '../text/clean-text.ts';
import { isObject, type JsonObject, memberLocation, ownValue, setOwn } from '../text/json-value.ts';
import { quoted } from '../text/quoted.ts';
import { readExtensions } from './extensions.ts';
import { identifyDocument } from './identify-document.ts';
import { normalizeSecurity, normalizeSecuritySchemes } from './normalize-security.ts';
import { normalizeServers } from './normalize-servers.ts';
import { normalizeTagGroups, normalizeTags } from './normalize-tags.ts';
import { Reading } from './reading.ts';

/** Turns a parsed OpenAPI 3.0 to 3.2 document into what Tollgate stores. Throws ImportProblem with what is wrong. */
export function normalize(
  value: unknown,
  limits: ImportLimits = defaultImportLimits,
  onProgress: (progress: ImportProgress) => void = () => {},
): ImportedApi {
  const { root, openapi } = identifyDocument(value);
  const reading = new Reading(root, limits);
  try {
    return readApi(reading, openapi, onProgress);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw importProblem(
      'document',
      `Objects and lists are nested deeper than ${limits.maxDepth} levels.`,
      'Flatten the document, or move nested schemas to components/schemas.',
    );
  }
}

function readApi(
  reading: Reading,
  openapi: string,
  onProgress: (progress: ImportProgress) => void,
): ImportedApi {
  const { root } = reading;
  onProgress({ step: 'validate', done: 0, total: 1 });
  const info = readInfo(reading);
  const security = normalizeSecurity(reading, ownValue(root, 'security'), '#/security');
  const servers = normalizeServers(reading, ownValue(root, 'servers'), '#/servers');
  const securitySchemes = normalizeSecuritySchemes(reading);
  onProgress({ step: 'validate', done: 1, total: 1 });
  const operations = normalizePaths(reading, security, onProgress);
  const api: ImportedApi = {
    openapi,
    ...info,
    servers,
    security,
    securitySchemes,
    tags: normalizeTags(reading, operations),
    tagGroups: normalizeTagGroups(reading),
    operations,
    schemas: readSchemas(reading),
    extensions: readExtensions(reading, root),
    warnings: [],
  };
  const externalDocs = readExternalDocs(root);
  if (externalDocs) api.externalDocs = externalDocs;
  reading.problems.throwIfAny();
  return { ...api, warnings: reading.warnings.list() };
}

function readInfo(reading: Reading): Pick<ImportedApi, 'title' | 'version' | 'description'> {
  const declared = ownValue(reading.root, 'info');
  const info: JsonObject = isObject(declared) ? declared : {};
  if (!isObject(declared)) {
    reading.problems.add('#/info', 'The document has no info.', 'Add info with title and version.');
  }
  const read = (field: string, fix: string): string => {
    const value = ownValue(info, field);
    // YAML reads an unquoted version like 1.0 as a number.
    const text = cleanLine(typeof value === 'number' ? String(value) : value, 200);
    if (!text && isObject(declared)) {
      reading.problems.add(`#/info/${field}`, `The document has no ${field}.`, fix);
    }
    return text;
  };
  return {
    title: read('title', 'Add the name of the API as info.title.'),
    version: read('version', 'Add the version of the API as info.version, such as "1.0.0".'),
    description: cleanText(ownValue(info, 'description'), reading.limits.maxDescriptionLength),
  };
}

function readSchemas(reading: Reading): Record<string, ApiSchema> {
  const schemas: Record<string, ApiSchema> = {};
  const components = ownValue(reading.root, 'components');
  const declared = isObject(components) ? ownValue(components, 'schemas') : undefined;
  if (declared !== undefined && !isObject(declared)) {
    reading.problems.add(
      '#/components/schemas',
      'schemas must be an object.',
      'Write one schema for each name.',
    );
  } else if (declared !== undefined) {
    for (const name of Object.keys(declared)) readNamedSchema(reading, name, declared[name], schemas);
  }
  for (let next = reading.schemaNames.nextHoisted(); next; next = reading.schemaNames.nextHoisted()) {
    setOwn(schemas, next.name, normalizeSchema(reading, next.value, next.location));
  }
  return schemas;
}

function readNamedSchema(
  reading: Reading,
  name: string,
  value: unknown,
  schemas: Record<string, ApiSchema>,
): void {
  const location = memberLocation('#/components/schemas', name);
  if (name === '' || name.length > 300 || hasControlCharacters(name)) {
    const message = `The schema name ${quoted(name)} is empty, too long or holds control characters.`;
    reading.problems.add(location, message, 'Use up to 300 letters, digits, dots, hyphens and underscores.');
    return;
  }
  // An internal schema stays known by name, but says nothing.
  setOwn(schemas, name, isMarkedInternal(value) ? {} : normalizeSchema(reading, value, location));
}
