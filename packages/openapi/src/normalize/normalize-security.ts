import type { SecurityRequirement, SecurityScheme } from '../imported-api.ts';
import { cleanHttpUrl, cleanLine, cleanText } from '../text/clean-text.ts';
import { isObject, type JsonObject, memberLocation, ownValue, setOwn } from '../text/json-value.ts';
import type { Reading } from './reading.ts';

/** The alternatives of a `security` list; an empty object among them means "without". */
export function normalizeSecurity(reading: Reading, value: unknown, location: string): SecurityRequirement[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    reading.problems.add(location, 'security must be a list.', 'Write each alternative as a list entry.');
    return [];
  }
  return value.filter(isObject).map((alternative) => {
    const requirement: SecurityRequirement = {};
    for (const [name, scopes] of Object.entries(alternative)) {
      const listed = Array.isArray(scopes)
        ? scopes.map((scope) => cleanLine(scope, 300)).filter(Boolean)
        : [];
      setOwn(requirement, cleanLine(name, 200), listed);
    }
    return requirement;
  });
}

/** The schemes of components/securitySchemes by name. */
export function normalizeSecuritySchemes(reading: Reading): Record<string, SecurityScheme> {
  const components = ownValue(reading.root, 'components');
  const declared = isObject(components) ? ownValue(components, 'securitySchemes') : undefined;
  const schemes: Record<string, SecurityScheme> = {};
  if (!isObject(declared)) return schemes;
  for (const name of Object.keys(declared)) {
    const at = memberLocation('#/components/securitySchemes', name);
    const found = reading.object(declared[name], at, 'A security scheme');
    if (found) setOwn(schemes, cleanLine(name, 200), readScheme(reading, found.value));
  }
  return schemes;
}

function readScheme(reading: Reading, value: JsonObject): SecurityScheme {
  const scheme: SecurityScheme = {
    type: cleanLine(ownValue(value, 'type'), 50),
    description: cleanText(ownValue(value, 'description'), reading.limits.maxDescriptionLength),
    scopes: readScopes(ownValue(value, 'flows')),
  };
  for (const field of ['in', 'name', 'scheme', 'bearerFormat'] as const) {
    const text = cleanLine(ownValue(value, field), 200);
    if (text) scheme[field] = text;
  }
  const openIdConnectUrl = cleanHttpUrl(ownValue(value, 'openIdConnectUrl'));
  if (openIdConnectUrl) scheme.openIdConnectUrl = openIdConnectUrl;
  return scheme;
}

function readScopes(flows: unknown): Record<string, string> {
  const scopes: Record<string, string> = {};
  if (!isObject(flows)) return scopes;
  for (const flow of Object.values(flows)) {
    const declared = isObject(flow) ? ownValue(flow, 'scopes') : undefined;
    if (!isObject(declared)) continue;
    for (const [scope, meaning] of Object.entries(declared)) {
      setOwn(scopes, cleanLine(scope, 300), cleanLine(meaning, 1000));
    }
  }
  return scopes;
}
