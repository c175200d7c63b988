import type { ApiSchema } from './imported-api.ts';
import { schemaNameOf } from './schemas/schema-ref.ts';
import { ownValue, setOwn } from './text/json-value.ts';

export type ReachableSchemas = {
  schemas: Record<string, ApiSchema>;
  /** Names that are referred to but lie beyond a ceiling. */
  beyond: string[];
};

// Places that hold data, where a "$ref" is not a reference.
const dataKeywords = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'discriminator']);
const maxNesting = 500;

/** The named schemas that something refers to, directly or through others: nearest first, up to the ceilings. */
export function reachableSchemas(
  from: unknown,
  schemas: Record<string, ApiSchema>,
  limits: { maxDepth?: number; maxCount?: number } = {},
): ReachableSchemas {
  const { maxDepth = 20, maxCount = 500 } = limits;
  const found: Record<string, ApiSchema> = {};
  const seen = new Set<string>();
  let layer = namesIn(from);
  let count = 0;
  const beyond = new Set<string>();
  for (let depth = 0; layer.size > 0; depth++) {
    const next = new Set<string>();
    for (const name of layer) {
      if (seen.has(name)) continue;
      const schema = ownValue(schemas, name) as ApiSchema | undefined;
      if (schema === undefined) continue;
      if (depth >= maxDepth || count >= maxCount) {
        beyond.add(name);
        continue;
      }
      seen.add(name);
      setOwn(found, name, schema);
      count++;
      for (const inner of namesIn(schema)) if (!seen.has(inner)) next.add(inner);
    }
    if (depth >= maxDepth) break;
    layer = next;
  }
  return { schemas: found, beyond: [...beyond] };
}

function namesIn(value: unknown): Set<string> {
  const names = new Set<string>();
  collect(value, names, 0, false);
  return names;
}

function collect(value: unknown, names: Set<string>, nesting: number, isNameMap: boolean): void {
  if (typeof value !== 'object' || value === null || nesting > maxNesting) return;
  if (Array.isArray(value)) {
    for (const member of value) collect(member, names, nesting + 1, false);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === '$ref' && !isNameMap) {
      const name = schemaNameOf(member);
      if (name !== undefined) names.add(name);
    }
    if (isNameMap || !dataKeywords.has(key))
      collect(member, names, nesting + 1, isPropertyMap(key, isNameMap));
    else if (key === 'discriminator') collectMapping(member, names);
  }
}

function isPropertyMap(key: string, isNameMap: boolean): boolean {
  return !isNameMap && ['properties', 'patternProperties', 'dependentSchemas', '$defs'].includes(key);
}

function collectMapping(discriminator: unknown, names: Set<string>): void {
  const mapping = (discriminator as { mapping?: Record<string, unknown> } | null)?.mapping ?? {};
  for (const ref of Object.values(mapping)) {
    const name = schemaNameOf(ref);
    if (name !== undefined) names.add(name);
  }
}
