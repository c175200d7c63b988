import type { SchemaObject } from '../imported-api.ts';

type Phrase = [keyword: string, write: (value: number) => string];

const phrases: Phrase[] = [
  ['minimum', (value) => `at least ${value}`],
  ['exclusiveMinimum', (value) => `more than ${value}`],
  ['maximum', (value) => `at most ${value}`],
  ['exclusiveMaximum', (value) => `less than ${value}`],
  ['multipleOf', (value) => `a multiple of ${value}`],
  ['minLength', (value) => `at least ${counted(value, 'character')}`],
  ['maxLength', (value) => `at most ${counted(value, 'character')}`],
  ['minItems', (value) => `at least ${counted(value, 'item')}`],
  ['maxItems', (value) => `at most ${counted(value, 'item')}`],
  ['minProperties', (value) => `at least ${counted(value, 'field')}`],
  ['maxProperties', (value) => `at most ${counted(value, 'field')}`],
];

/** What a schema demands of a value beyond its type, each as a short phrase. */
export function describeConstraints(schema: SchemaObject): string[] {
  const said = phrases.flatMap(([keyword, write]) => {
    const value = schema[keyword];
    return typeof value === 'number' ? [write(value)] : [];
  });
  if (schema.uniqueItems === true) said.push('no item twice');
  if (typeof schema.pattern === 'string') said.push(`matches ${schema.pattern}`);
  if (schema.additionalProperties === false) said.push('no other fields');
  return said;
}

function counted(value: number, noun: string): string {
  return `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;
}
