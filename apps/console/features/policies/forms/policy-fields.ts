import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { z } from 'zod';

/** One setting of a policy, as a form needs it. */
export interface PolicyField {
  name: string;
  label: string;
  hint: string;
  /** `list` is parted by blanks or commas, `lines` by line; `pairs` are lines of `name: value`. */
  kind: 'list' | 'lines' | 'pairs' | 'boolean' | 'choice' | 'number' | 'text' | 'longText';
  /** What a choice is of. */
  choices: string[];
  /** Whether it may be left out, rather than empty. */
  isOptional: boolean;
  /** The value that holds when nothing is set, as a form shows it. */
  defaultText: string;
}

interface JsonProperty {
  type?: string;
  format?: string;
  enum?: string[];
  description?: string;
  default?: unknown;
  additionalProperties?: unknown;
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
    choices: property.enum ?? [],
    isOptional: property.default === undefined && !json.required?.includes(name),
    defaultText: toText(property.default),
  }));
}

/** The settings that a form holds, in the shape of the policy's schema; numbers that are none stay text. */
export function readPolicyConfig(policyId: string, form: FormData, prefix: string): Record<string, unknown> {
  const entries = policyFields(policyId).flatMap((field) => {
    const text = String(form.get(`${prefix}${field.name}`) ?? '');
    if (text.trim() === '' && (field.isOptional || field.kind === 'number')) return [];
    return [[field.name, readField(field.kind, text)]];
  });
  return Object.fromEntries(entries);
}

function readField(kind: PolicyField['kind'], text: string): unknown {
  const plain = text.trim();
  switch (kind) {
    case 'boolean':
      return plain === 'on';
    case 'list':
      return plain.split(/[\s,]+/).filter(Boolean);
    case 'lines':
      return linesOf(text);
    case 'pairs':
      return Object.fromEntries(linesOf(text).map(readPair));
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
    case 'longText':
      return text.replaceAll('\r\n', '\n');
    default:
      return plain;
  }
}

function readPair(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon === -1 ? [line, ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A setting's value as its field shows it. */
export function toText(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n');
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${one}`)
    .join('\n');
}

function kindOf(property: JsonProperty): PolicyField['kind'] {
  if (property.type === 'array') return property.format === 'lines' ? 'lines' : 'list';
  if (property.type === 'boolean') return 'boolean';
  if (property.type === 'object') return 'pairs';
  if (property.enum) return 'choice';
  if (property.format === 'text') return 'longText';
  return property.type === 'integer' || property.type === 'number' ? 'number' : 'text';
}
