import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { z } from 'zod';

/** One setting of a policy, as a form needs it. */
export interface PolicyField {
  name: string;
  label: string;
  hint: string;
  kind: 'list' | 'boolean' | 'number' | 'text';
  /** The value that holds when nothing is set, as a form shows it. */
  defaultText: string;
}

interface JsonProperty {
  type?: string;
  description?: string;
  default?: unknown;
}

/** The settings of a policy, from its schema. */
export function policyFields(policyId: string): PolicyField[] {
  const schema = POLICY_SCHEMAS[policyId];
  if (!schema) return [];
  const json = z.toJSONSchema(schema.config, { unrepresentable: 'any', io: 'input' });
  return Object.entries((json.properties ?? {}) as Record<string, JsonProperty>).map(([name, property]) => ({
    name,
    label: name.replace(/([A-Z])/g, ' $1').replace(/^./, (letter) => letter.toUpperCase()),
    hint: property.description ?? '',
    kind: kindOf(property),
    defaultText: toText(property.default),
  }));
}

/** The settings that a form holds, in the shape of the policy's schema; numbers that are none stay text. */
export function readPolicyConfig(policyId: string, form: FormData, prefix: string): Record<string, unknown> {
  const entries = policyFields(policyId).map(({ name, kind }) => {
    const text = String(form.get(`${prefix}${name}`) ?? '').trim();
    if (kind === 'boolean') return [name, text === 'on'];
    if (kind === 'list') return [name, text.split(/[\s,]+/).filter(Boolean)];
    if (kind === 'number') return [name, /^\d+$/.test(text) ? Number(text) : text];
    return [name, text];
  });
  return Object.fromEntries(entries);
}

/** A setting's value as its field shows it. */
export function toText(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n');
  return value === undefined || value === null ? '' : String(value);
}

function kindOf(property: JsonProperty): PolicyField['kind'] {
  if (property.type === 'array') return 'list';
  if (property.type === 'boolean') return 'boolean';
  return property.type === 'integer' || property.type === 'number' ? 'number' : 'text';
}
